import type { ActResult, Acts } from '../../page-api.ts';
import type { AppFunction } from '../manifest.ts';
import { functionOf } from '../workspace/executions.ts';
import { APP } from '../workspace/seed.ts';
import type { StoredExecution } from '../workspace/state.ts';
import { type ActContext, ActRefused } from './context.ts';

/** A person starts a workflow with one step of the app's in it. The app is told by an event, and ends it by a call. */
export async function step(context: ActContext, act: Acts['step']): Promise<ActResult> {
  const { workspace } = context;
  const declared = functionOf(workspace, act.callbackId);
  if (!declared) throw new ActRefused('The app has no such step.');
  const execution: StoredExecution = {
    id: workspace.newId('Fx'),
    callbackId: act.callbackId,
    user: act.as,
    inputs: inputsOf(context, declared, act),
    state: 'running',
  };
  workspace.state.executions = { ...workspace.state.executions, [execution.id]: execution };
  workspace.commit();
  workspace.onEvent(functionExecuted(context, declared, execution));
  return { ok: true };
}

function inputsOf({ workspace }: ActContext, { input_parameters: declared }: AppFunction, act: Acts['step']) {
  const inputs: Record<string, unknown> = {};
  for (const [name, { type }] of Object.entries(declared.properties)) {
    const value = act.inputs[name]?.trim();
    // Nobody can type this one: Slack says who started the workflow, and vouches for it.
    if (type === 'slack#/types/user_context') inputs[name] = { id: act.as, secret: workspace.newId('') };
    else if (type === 'slack#/types/channel_id' && value) inputs[name] = channelId(workspace, value);
    else if (value) inputs[name] = value;
  }
  const missing = declared.required.find((name) => inputs[name] === undefined);
  if (missing) throw new ActRefused(`The step needs: ${declared.properties[missing]?.title ?? missing}.`);
  return inputs;
}

function channelId({ state }: ActContext['workspace'], value: string): string {
  const name = value.replace(/^#/, '');
  return state.channels.find((channel) => channel.name === name)?.id ?? value;
}

function functionExecuted({ workspace }: ActContext, declared: AppFunction, execution: StoredExecution) {
  const { title, description } = declared;
  const parameters = ({ properties, required }: AppFunction['input_parameters']) =>
    Object.entries(properties).map(([name, property]) => ({
      name,
      is_required: required.includes(name),
      ...property,
    }));
  return {
    type: 'function_executed',
    function: {
      id: `Fn${APP.id.slice(1)}`,
      callback_id: execution.callbackId,
      title,
      description,
      type: 'app',
      input_parameters: parameters(declared.input_parameters),
      output_parameters: parameters(declared.output_parameters),
      app_id: APP.id,
      date_created: 0,
      date_updated: 0,
      date_deleted: 0,
    },
    inputs: execution.inputs,
    function_execution_id: execution.id,
    workflow_execution_id: workspace.newId('Wx'),
    event_ts: workspace.nextTs(),
    bot_access_token: `xwfp-sandbox-${workspace.newId('')}`,
  };
}
