import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startApp } from './raw-app.ts';
import { ADA, DEPLOYS, manifest, startSlack, type World } from './support.ts';

const deploy = {
  title: 'Deploy',
  description: 'Deploys a branch',
  input_parameters: {
    properties: {
      branch: { type: 'string', title: 'Branch' },
      channel: { type: 'slack#/types/channel_id', title: 'Channel' },
      user: { type: 'slack#/types/user_context' },
    },
    required: ['branch', 'user'],
  },
  output_parameters: {
    properties: { url: { type: 'string' }, count: { type: 'number' } },
    required: ['url'],
  },
};

let world: World;
let app: Awaited<ReturnType<typeof startApp>>;
beforeEach(async () => {
  app = await startApp([]);
  const settings = { event_subscriptions: { bot_events: ['function_executed'] } };
  world = await startSlack({
    requestUrl: () => app.url,
    appManifest: { ...manifest({ settings }), functions: { deploy } },
  });
});
afterEach(async () => {
  await world.close();
  await app.close();
});

const run = (inputs: Record<string, string>, callbackId = 'deploy') =>
  world.slack.act('step', { as: ADA, callbackId, inputs });

async function started(inputs = { branch: 'main', channel: '#deploys' }): Promise<string> {
  await run(inputs);
  await world.slack.idle();
  const { event } = JSON.parse(app.received.at(-1)?.body ?? '{}') as { event: Record<string, string> };
  return event.function_execution_id ?? '';
}

const runs = () => world.slack.workflows.panel().sections[0]?.items ?? [];
const end = (how: 'Success' | 'Error', args: object) => world.call(`functions.complete${how}`, { ...args });

describe('a step of a workflow', () => {
  it('tells the app what was given, and who started it where nobody can type that', async () => {
    const id = await started();
    const { event } = JSON.parse(app.received.at(-1)?.body ?? '{}');
    expect(event).toMatchObject({
      type: 'function_executed',
      function: { callback_id: 'deploy', title: 'Deploy' },
      inputs: { branch: 'main', channel: DEPLOYS, user: { id: ADA, secret: expect.any(String) } },
      function_execution_id: id,
      bot_access_token: expect.stringMatching(/^xwfp-/),
    });
  });

  it('is not run without what it needs, nor where there is none', async () => {
    expect(await run({ branch: ' ' })).toEqual({ ok: false, error: 'The step needs: Branch.' });
    expect(await run({}, 'toString')).toEqual({ ok: false, error: 'The app has no such step.' });
  });

  it('ends once, as the app says', async () => {
    const id = { function_execution_id: await started() };
    expect(runs()).toMatchObject([{ title: 'Deploy', state: 'running' }]);
    expect(await end('Success', { ...id, outputs: { url: 'https://a.example' } })).toEqual({ ok: true });
    expect(runs()).toMatchObject([{ state: 'succeeded', detail: 'url: https://a.example' }]);
    const again = { ok: false, error: 'execution_not_in_running_state' };
    expect(await end('Success', { ...id, outputs: { url: 'x' } })).toEqual(again);
    expect(await end('Error', { ...id, error: 'no' })).toEqual(again);
  });

  it('may fail, which whoever started it is told', async () => {
    expect(await end('Error', { function_execution_id: await started(), error: 'No such branch.' })).toEqual({
      ok: true,
    });
    expect(runs()).toMatchObject([{ state: 'failed', detail: 'No such branch.' }]);
    expect(world.slack.snapshot(ADA).notices.at(-1)?.text).toContain('No such branch.');
  });

  it.each([
    [{}, 'missing: url'],
    [{ url: 7 }, 'not a string: url'],
    [{ url: 'x', count: '7' }, 'not a number: count'],
    [{ url: 'x', other: 'x' }, 'unknown: other'],
  ])('takes no outputs %j', async (outputs, problem) => {
    const refused = await end('Success', { function_execution_id: await started(), outputs });
    expect(refused).toMatchObject({
      error: 'parameter_validation_failed',
      response_metadata: { messages: [problem] },
    });
    expect(runs()).toMatchObject([{ state: 'running' }]);
  });

  it('of an id that nobody gave is not there', async () => {
    const unknown = { function_execution_id: 'Fx0', outputs: { url: 'x' } };
    expect(await end('Success', unknown)).toMatchObject({ error: 'function_execution_not_found' });
  });

  it('is run from the panel, by whoever acts', async () => {
    const [action] = world.slack.workflows.panel().actions;
    expect(action).toMatchObject({
      id: 'deploy',
      label: 'Run “Deploy”',
      inputs: [{ name: 'branch' }, { name: 'channel', options: expect.arrayContaining(['#deploys']) }],
    });
    await world.slack.workflows.act('deploy', undefined, { branch: 'main' }, ADA);
    expect(runs()).toMatchObject([{ detail: `started by ${ADA}` }]);
  });
});
