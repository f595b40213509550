import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createCompleteStepHandler } from '../../../src/slack/complete-step.ts';
import { findPreview, listPreviews, updatePreview } from '../../../src/store/previews.ts';
import { findWorkflowStep, waitingWorkflowSteps } from '../../../src/store/workflow-steps.ts';
import { until } from '../../support/until.ts';
import { ADA, DEE, DEPLOYS, openSlackWorld, type SlackWorld, TEAM } from '../slack-world.ts';

let world: SlackWorld;
beforeEach(async () => {
  world = await openSlackWorld();
  await world.house.connect('vercel', TEAM);
});
afterEach(() => world.close());

const db = () => world.house.database.db;
const start = (inputs: Record<string, string> = {}, as = ADA) =>
  world.slack.act('step', {
    as,
    callbackId: 'deploy-preview',
    inputs: { branch: 'feature/login', channel: '#deploys', ...inputs },
  });
const waiting = () => until(async () => (await waitingWorkflowSteps(db()))[0]);
const previews = () => listPreviews(db(), TEAM, { limit: 10 });
const runs = () => world.slack.workflows.panel().sections[0]?.items ?? [];

/** As the queue does once the preview has ended. */
const complete = (executionId: string, failing?: Error) =>
  createCompleteStepHandler({
    database: world.house.database,
    clientFor: async (workspaceId) => {
      if (failing) throw failing;
      return world.clientFor(workspaceId);
    },
    now: world.house.rooms.now,
    log: world.house.rooms.log,
  })({ executionId }, { attempt: 1, signal: new AbortController().signal });

async function begun() {
  await start();
  const { execution_id: executionId, preview_id: previewId } = await waiting();
  return { executionId, previewId: previewId ?? '' };
}

describe('the step “Deploy a preview”', () => {
  it('deploys as whoever started the workflow, and ends with the preview', async () => {
    const { executionId, previewId } = await begun();
    expect(await findPreview(db(), previewId)).toMatchObject({
      branch: 'feature/login',
      channel: DEPLOYS,
      requested_by: ADA,
    });
    await complete(executionId);
    expect(runs()).toMatchObject([{ state: 'running' }]);
    await updatePreview(db(), previewId, { state: 'ready', url: 'https://a.example' });
    await complete(executionId);
    const outputs = `preview_id: ${previewId}, state: ready, url: https://a.example`;
    expect(runs()).toMatchObject([{ state: 'succeeded', detail: outputs }]);
  });

  it('fails with the reason', async () => {
    const { executionId, previewId } = await begun();
    await updatePreview(db(), previewId, { state: 'failed', failure: 'No such <branch>.' });
    await complete(executionId);
    expect(runs()).toMatchObject([{ state: 'failed' }]);
    expect(runs()[0]?.detail).toContain('failed: No such &lt;branch&gt;.');
  });

  it.each([
    ['who may not deploy', {}, DEE, 'roles'],
    ['for a platform that is not there', { provider: 'Netlify' }, ADA, 'etlify'],
    ['for what is no branch', { branch: '..' }, ADA, 'branch'],
  ])('of somebody %s, fails with the reason', async (_who, inputs, as, reason) => {
    await start(inputs, as);
    const { execution_id: executionId } = await waiting();
    expect(await previews()).toEqual([]);
    await complete(executionId);
    expect(runs()).toMatchObject([{ state: 'failed' }]);
    expect(runs()[0]?.detail).toContain(reason);
  });

  it('takes nobody’s word but Slack’s for who started it', async () => {
    await world.send({
      type: 'function_executed',
      function: { callback_id: 'deploy-preview' },
      function_execution_id: 'Fx9',
      inputs: { branch: 'main', channel: DEPLOYS, user: ADA },
    });
    const step = await waiting();
    expect(step).toMatchObject({ preview_id: null, refusal: expect.stringContaining('user') });
    expect(await previews()).toEqual([]);
  });

  it('is acted on once, however often Slack tells of it', async () => {
    const { executionId } = await begun();
    const event = {
      type: 'function_executed',
      function: { callback_id: 'deploy-preview' },
      function_execution_id: executionId,
      inputs: { branch: 'feature/login', channel: DEPLOYS, user: { id: ADA, secret: 's' } },
    };
    // As one that is told of again under another id, or was cut off by a restart.
    await world.send(event);
    await world.slack.act('message', { as: ADA, channel: DEPLOYS, text: '@buildrunner previews' });
    await until(() => world.slack.calls('chat.postMessage').length > 0);
    expect(await previews()).toHaveLength(1);
  });

  it('keeps neither the step’s token nor its secrets', async () => {
    const bodies = world.keptBodies;
    await begun();
    const [body] = bodies();
    expect(body).toMatchObject({ event: { inputs: { user: { id: ADA } } } });
    expect(JSON.stringify(body)).not.toMatch(/xwfp-|secret/);
  });
});

describe('telling Slack how it ended', () => {
  it('is tried again where Slack cannot be reached', async () => {
    const { executionId, previewId } = await begun();
    await updatePreview(db(), previewId, { state: 'ready' });
    await expect(complete(executionId, new Error('unreachable'))).rejects.toThrow('unreachable');
    world.slack.failNext('functions.completeSuccess', { retryAfter: 7 });
    await expect(complete(executionId)).rejects.toMatchObject({ code: 'rate_limited', delayMs: 7_000 });
    world.slack.failNext('functions.completeSuccess', { error: 'internal_error' });
    await expect(complete(executionId)).rejects.toThrow('internal_error');
    await complete(executionId);
    expect(runs()).toMatchObject([{ state: 'succeeded' }]);
  });

  it('ends where nobody waits any more: an earlier try told it and was cut off', async () => {
    const { executionId, previewId } = await begun();
    await updatePreview(db(), previewId, { state: 'ready' });
    await world.client.functions.completeSuccess({
      function_execution_id: executionId,
      outputs: { preview_id: previewId, state: 'ready' },
    });
    await complete(executionId);
    expect((await findWorkflowStep(db(), executionId))?.ended_at).not.toBeNull();
    const calls = world.slack.calls('functions.completeSuccess').length;
    await complete(executionId);
    expect(world.slack.calls('functions.completeSuccess')).toHaveLength(calls);
  });
});
