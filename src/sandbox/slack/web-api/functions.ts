import { z } from 'zod';
import { checkOutputs, functionOf, runningExecution } from '../workspace/executions.ts';
import { Refusal } from '../workspace/refusal.ts';
import type { StoredExecution } from '../workspace/state.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { type Method, noScope } from './method.ts';

const outputsSchema = z.record(z.string(), z.unknown());

const completeSuccess: Method = {
  tier: 3,
  scope: noScope,
  run: ({ workspace, args }) => {
    const execution = runningExecution(workspace, args.required('function_execution_id'));
    const outputs = outputsSchema.safeParse(args.json('outputs', 'invalid_arguments') ?? {});
    const declared = functionOf(workspace, execution.callbackId);
    if (!outputs.success || !declared) throw new Refusal('invalid_arguments');
    checkOutputs(declared, outputs.data);
    return end(workspace, execution, { state: 'succeeded', outputs: outputs.data });
  },
};

const completeError: Method = {
  tier: 3,
  scope: noScope,
  run: ({ workspace, args }) => {
    const execution = runningExecution(workspace, args.required('function_execution_id'));
    const error = args.required('error');
    workspace.notify(execution.user, `The workflow stopped: ${error}`);
    return end(workspace, execution, { state: 'failed', error });
  },
};

function end(workspace: Workspace, execution: StoredExecution, how: Partial<StoredExecution>) {
  Object.assign(execution, how);
  workspace.commit();
  return {};
}

/** `functions.completeSuccess` and `functions.completeError`, docs.slack.dev/reference/methods. */
export const functionMethods: Record<string, Method> = {
  'functions.completeSuccess': completeSuccess,
  'functions.completeError': completeError,
};
