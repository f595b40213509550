import type { ActResult, Acts, Panel, PanelAction, PanelItem } from '../page-api.ts';
import type { AppFunction } from './manifest.ts';
import { functionOf } from './workspace/executions.ts';
import type { StoredExecution } from './workspace/state.ts';
import type { Workspace } from './workspace/workspace.ts';

/** How many runs are shown. */
const RUNS_SHOWN = 5;

/** What stands for Workflow Builder: the app's steps to be run, and what became of those that were. */
export interface WorkflowPanel {
  readonly id: 'workflows';
  panel(): Panel;
  act(
    action: string,
    item: string | undefined,
    inputs: Readonly<Record<string, string>>,
    as: string,
  ): Promise<ActResult>;
  onChange(listener: () => void): () => void;
}

export function createWorkflowPanel(
  workspace: Workspace,
  run: (act: Acts['step']) => Promise<ActResult>,
): WorkflowPanel {
  return {
    id: 'workflows',
    panel: () => ({
      id: 'workflows',
      title: 'Workflow Builder',
      hints: [],
      sections: [{ title: 'Runs', items: latestRuns(workspace) }],
      actions: Object.entries(workspace.manifest.functions).map(([id, declared]) =>
        runAction(workspace, id, declared),
      ),
    }),
    act: (callbackId, _item, inputs, as) => run({ as, callbackId, inputs }),
    onChange: (listener) => workspace.onChange(listener),
  };
}

function runAction(workspace: Workspace, id: string, { title, input_parameters }: AppFunction): PanelAction {
  const typed = Object.entries(input_parameters.properties).filter(
    ([, { type }]) => type !== 'slack#/types/user_context',
  );
  const channels = workspace.state.channels.filter(({ directWith }) => directWith === undefined);
  return {
    id,
    label: `Run “${title}”`,
    inputs: typed.map(([name, property]) => ({
      name,
      label: property.title ?? name,
      ...(property.type === 'slack#/types/channel_id' && {
        options: channels.map((channel) => `#${channel.name}`),
      }),
    })),
  };
}

function latestRuns(workspace: Workspace): PanelItem[] {
  const all = Object.values(workspace.state.executions ?? {});
  return all
    .slice(-RUNS_SHOWN)
    .toReversed()
    .map((execution) => ({
      id: execution.id,
      title: functionOf(workspace, execution.callbackId)?.title ?? execution.callbackId,
      detail: outcome(execution),
      state: execution.state,
      actions: [],
    }));
}

function outcome({ error, outputs = {}, user }: StoredExecution): string {
  if (error !== undefined) return error;
  const given = Object.entries(outputs).map(([name, value]) => `${name}: ${String(value)}`);
  return given.length > 0 ? given.join(', ') : `started by ${user}`;
}
