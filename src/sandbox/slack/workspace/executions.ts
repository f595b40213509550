import type { AppFunction } from '../manifest.ts';
import { Refusal, refusalWithMessages } from './refusal.ts';
import type { StoredExecution } from './state.ts';
import type { Workspace } from './workspace.ts';

/** The app's function of that id; absent where its manifest has none. */
export function functionOf({ manifest }: Workspace, callbackId: string): AppFunction | undefined {
  return Object.hasOwn(manifest.functions, callbackId) ? manifest.functions[callbackId] : undefined;
}

/** A step that waits for the app. Throws `function_execution_not_found` or `execution_not_in_running_state`. */
export function runningExecution(workspace: Workspace, id: string): StoredExecution {
  const execution = workspace.state.executions?.[id];
  if (!execution) throw new Refusal('function_execution_not_found');
  if (execution.state !== 'running') throw new Refusal('execution_not_in_running_state');
  return execution;
}

/** Throws `parameter_validation_failed` for outputs that the manifest does not declare so. */
export function checkOutputs(declared: AppFunction, outputs: Record<string, unknown>): void {
  const { properties, required } = declared.output_parameters;
  const problems = [
    ...required.filter((name) => outputs[name] === undefined).map((name) => `missing: ${name}`),
    ...Object.keys(outputs).flatMap((name) => problemWith(name, outputs[name], properties[name]?.type)),
  ];
  if (problems.length > 0) throw refusalWithMessages('parameter_validation_failed', problems);
}

function problemWith(name: string, value: unknown, type: string | undefined): string[] {
  if (type === undefined) return [`unknown: ${name}`];
  // Slack's own types are ids, and so text.
  const expected = type.startsWith('slack#/') || type === 'string' ? 'string' : type;
  return typeof value === expected ? [] : [`not a ${type}: ${name}`];
}
