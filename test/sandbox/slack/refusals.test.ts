import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  ADA,
  ADA_DM,
  DEPLOYS,
  GENERAL,
  manifest,
  modal,
  refused,
  SCOPES,
  startSlack,
  TOKEN,
  type World,
} from './support.ts';

describe('calls Slack refuses', () => {
  let world: World;
  beforeAll(async () => {
    world = await startSlack();
  });
  afterAll(() => world.close());

  const refusals: [method: string, args: Record<string, unknown>, error: string][] = [
    ['chat.explode', {}, 'unknown_method'],
    ['chat.postMessage', { text: 'x' }, 'invalid_arguments'],
    ['chat.postMessage', { channel: 'C404', text: 'x' }, 'channel_not_found'],
    ['chat.postMessage', { channel: GENERAL, text: 'x' }, 'not_in_channel'],
    ['chat.postMessage', { channel: '#general', text: 'x' }, 'not_in_channel'],
    ['chat.postMessage', { channel: DEPLOYS }, 'no_text'],
    ['chat.postMessage', { channel: DEPLOYS, text: '', blocks: [] }, 'no_text'],
    ['chat.postMessage', { channel: DEPLOYS, text: 'x'.repeat(40_001) }, 'msg_too_long'],
    ['chat.postMessage', { channel: DEPLOYS, blocks: '[{' }, 'invalid_blocks_format'],
    ['chat.postMessage', { channel: DEPLOYS, blocks: [{ type: 'x' }] }, 'invalid_blocks'],
    ['chat.postMessage', { channel: DEPLOYS, attachments: [{ blocks: [{ type: 'x' }] }] }, 'invalid_blocks'],
    [
      'chat.postMessage',
      { channel: DEPLOYS, text: 'x', attachments: Array.from({ length: 101 }, () => ({})) },
      'too_many_attachments',
    ],
    ['chat.postMessage', { channel: DEPLOYS, text: 'x', thread_ts: '1.2' }, 'thread_not_found'],
    [
      'chat.postMessage',
      { channel: DEPLOYS, text: 'x', metadata: { event_type: 'a', event_payload: { a: 'x'.repeat(8192) } } },
      'metadata_too_large',
    ],
    ['chat.postMessage', { channel: DEPLOYS, text: 'x', metadata: {} }, 'invalid_metadata_schema'],
    ['chat.postEphemeral', { channel: DEPLOYS, text: 'x', user: 'U404' }, 'user_not_in_channel'],
    ['chat.update', { channel: DEPLOYS, ts: '1.2', text: 'x' }, 'message_not_found'],
    ['chat.delete', { channel: DEPLOYS, ts: '1.2' }, 'message_not_found'],
    ['chat.getPermalink', { channel: DEPLOYS, message_ts: '1.2' }, 'message_not_found'],
    ['conversations.info', { channel: 'C404' }, 'channel_not_found'],
    ['conversations.history', { channel: GENERAL }, 'not_in_channel'],
    ['conversations.history', { channel: DEPLOYS, cursor: 'nope' }, 'invalid_cursor'],
    ['conversations.history', { channel: DEPLOYS, limit: 0 }, 'invalid_limit'],
    ['conversations.history', { channel: DEPLOYS, oldest: 'x' }, 'invalid_ts_oldest'],
    ['conversations.replies', { channel: DEPLOYS, ts: '1.2' }, 'thread_not_found'],
    ['conversations.list', { types: 'secret' }, 'invalid_types'],
    ['conversations.open', { users: 'U404' }, 'user_not_found'],
    ['conversations.join', { channel: ADA_DM }, 'method_not_supported_for_channel_type'],
    ['users.info', { user: 'U404' }, 'user_not_found'],
    ['users.lookupByEmail', { email: 'nobody@acme.example' }, 'users_not_found'],
    ['bots.info', { bot: 'B404' }, 'bot_not_found'],
    ['views.open', { trigger_id: '1.2.x', view: modal() }, 'invalid_trigger_id'],
    ['views.open', { trigger_id: '1.2.x', view: modal({ title: 'x' }) }, 'invalid_arguments'],
    ['views.update', { view_id: 'V404', view: modal() }, 'not_found'],
    ['views.publish', { user_id: 'U404', view: { type: 'home', blocks: [] } }, 'user_not_found'],
    ['reactions.add', { channel: DEPLOYS, timestamp: '1.2', name: 'eyes' }, 'message_not_found'],
    ['files.completeUploadExternal', { files: [{ id: 'F404' }] }, 'file_not_found'],
  ];
  it.each(refusals)('%s %j: %s', async (method, args, error) => {
    expect(await world.call(method, args)).toMatchObject({ ok: false, error });
  });

  it('names the place of a bad block', async () => {
    const data = await refused(
      world.client.chat.postMessage({ channel: DEPLOYS, text: 'x', blocks: [{ type: 'banner' }] }),
    );
    expect(data).toMatchObject({
      error: 'invalid_blocks',
      response_metadata: { messages: ['[ERROR] unsupported type: banner [json-pointer:/blocks/0/type]'] },
    });
  });

  it('names the scope that is missing', async () => {
    const poor = await startSlack({ appManifest: manifest({ scopes: ['chat:write'] }) });
    try {
      expect(await poor.call('users.lookupByEmail', { email: 'ada@acme.example' })).toMatchObject({
        error: 'missing_scope',
        needed: 'users:read.email',
        provided: 'chat:write',
      });
      expect(await poor.call('conversations.list', { types: 'im' })).toMatchObject({ needed: 'im:read' });
    } finally {
      await poor.close();
    }
  });

  it('lets chat:write.public post where the bot is not', async () => {
    const rich = await startSlack({ appManifest: manifest({ scopes: [...SCOPES, 'chat:write.public'] }) });
    try {
      expect(await rich.call('chat.postMessage', { channel: GENERAL, text: 'x' })).toMatchObject({
        ok: true,
      });
    } finally {
      await rich.close();
    }
  });

  it.each([
    ['no token', {}, 'not_authed'],
    ['another token', { authorization: 'Bearer xoxb-other' }, 'invalid_auth'],
  ])('refuses %s', async (_, headers, error) => {
    const response = await fetch(`${world.base}/slack/api/auth.test`, { method: 'POST', headers });
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ ok: false, error });
  });

  it('takes the token and arguments from a form, or from a query', async () => {
    const form = new URLSearchParams({ token: TOKEN, channel: DEPLOYS });
    const posted = await fetch(`${world.base}/slack/api/conversations.info`, { method: 'POST', body: form });
    expect(await posted.json()).toMatchObject({ ok: true, channel: { name: 'deploys' } });
    const read = await fetch(`${world.base}/slack/api/conversations.info?${form}`);
    expect(await read.json()).toMatchObject({ ok: true, channel: { name: 'deploys' } });
  });

  it.each([
    ['{', 'invalid_json'],
    ['[]', 'json_not_object'],
  ])('refuses the body %s', async (body, error) => {
    const headers = { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' };
    const response = await fetch(`${world.base}/slack/api/auth.test`, { method: 'POST', headers, body });
    expect(await response.json()).toMatchObject({ ok: false, error });
  });

  it('does not let the app change what a person said', async () => {
    await world.slack.act('message', { as: ADA, channel: DEPLOYS, text: 'mine' });
    const ts = world.slack.snapshot(ADA).messages[DEPLOYS]?.at(-1)?.ts ?? '';
    expect(await refused(world.client.chat.update({ channel: DEPLOYS, ts, text: 'x' }))).toMatchObject({
      error: 'cant_update_message',
    });
    expect(await refused(world.client.chat.delete({ channel: DEPLOYS, ts }))).toMatchObject({
      error: 'cant_delete_message',
    });
  });
});

describe('rate limits', () => {
  let world: World;
  let clock: number;
  beforeEach(async () => {
    clock = Date.parse('2026-01-01T00:00:00Z');
    world = await startSlack({ rateLimits: true, now: () => new Date(clock) });
  });
  afterEach(() => world.close());
  const post = (channel: string) => world.call('chat.postMessage', { channel, text: 'x' });

  it('lets a burst through, then one message a second and channel', async () => {
    for (let i = 0; i < 5; i += 1) expect(await post(DEPLOYS)).toMatchObject({ ok: true });
    expect(await post(DEPLOYS)).toEqual({ ok: false, error: 'ratelimited' });
    expect(await post('C01BUILDRN1')).toMatchObject({ ok: true });
    clock += 1000;
    expect(await post(DEPLOYS)).toMatchObject({ ok: true });
    expect(await post(DEPLOYS)).toMatchObject({ error: 'ratelimited' });
  });

  it('answers 429 with Retry-After, which the client reads', async () => {
    world.slack.failNext('auth.test', { retryAfter: 7 });
    const error = await world.client.auth.test().catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'slack_webapi_rate_limited_error', retryAfter: 7 });
    expect(await world.call('auth.test')).toMatchObject({ ok: true });
  });

  it('fails as told, a number of times', async () => {
    world.slack.failNext('auth.test', { error: 'account_inactive' }, 2);
    expect(await world.call('auth.test')).toMatchObject({ error: 'account_inactive' });
    expect(await world.call('auth.test')).toMatchObject({ error: 'account_inactive' });
    expect(await world.call('auth.test')).toMatchObject({ ok: true });
    world.slack.failNext('auth.test', { status: 503 });
    const error = await world.client.auth.test().catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ statusCode: 503 });
  });
});
