import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ADA, BOT, DEPLOYS, GENERAL, startSlack, text, type World } from './support.ts';

describe('a workspace with a state file', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'pretend-slack-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('has what was answered, in a new process', async () => {
    const statePath = join(folder, 'slack.json');
    const killed = await startSlack({ statePath });
    const { ts } = await killed.client.chat.postMessage({
      channel: DEPLOYS,
      text: 'kept',
      metadata: { event_type: 'card', event_payload: { id: 'p1' } },
    });
    const next = await startSlack({ statePath });
    try {
      const { messages } = await next.client.conversations.history({
        channel: DEPLOYS,
        include_all_metadata: true,
      });
      expect(messages).toMatchObject([
        { ts, text: 'kept', user: BOT, metadata: { event_type: 'card', event_payload: { id: 'p1' } } },
      ]);
    } finally {
      await killed.close();
      await next.close();
    }
  });

  it('is not opened over a file that is something else', async () => {
    const statePath = join(folder, 'slack.json');
    for (const content of ['{"version":1', '{"version":2}', '[]']) {
      writeFileSync(statePath, content);
      await expect(startSlack({ statePath })).rejects.toThrow(`${statePath} is not a sandbox state file`);
      expect(readFileSync(statePath, 'utf8')).toBe(content);
    }
  });
});

describe('what people see', () => {
  let world: World;
  beforeEach(async () => {
    world = await startSlack();
  });
  afterEach(() => world.close());
  const view = () => world.slack.snapshot(ADA);

  it('knows no command but the app’s and Slack’s own', async () => {
    const act = { as: ADA, channel: DEPLOYS, command: '/foo', text: '' };
    expect(await world.slack.act('command', act)).toEqual({ ok: false });
    expect(view().notices.at(-1)?.text).toBe('/foo is not a valid command.');
  });

  it('brings the bot in and out by Slack’s own commands', async () => {
    const say = (words: string) => world.slack.act('message', { as: ADA, channel: GENERAL, text: words });
    const isIn = () => view().channels.find(({ id }) => id === GENERAL)?.botIsMember;
    await say('@BuildRunner hello');
    expect(view().notices.at(-1)?.text).toContain('/invite @BuildRunner');
    expect(await say('/invite @BuildRunner')).toEqual({ ok: true });
    expect(isIn()).toBe(true);
    expect(await world.call('chat.postMessage', { channel: GENERAL, text: 'here' })).toMatchObject({
      ok: true,
    });
    expect(await say('/remove @BuildRunner')).toEqual({ ok: true });
    expect(isIn()).toBe(false);
  });

  it('shows an uploaded file as a link that opens', async () => {
    await world.client.filesUploadV2({
      channel_id: DEPLOYS,
      filename: 'build.log',
      content: 'line 1',
      title: 'Log',
    });
    const [message] = view().messages[DEPLOYS] ?? [];
    const link = /<(http[^|]+)\|Log>/.exec(JSON.stringify(message?.blocks))?.[1] ?? '';
    expect(await (await fetch(link)).text()).toBe('line 1');
  });

  it('tells listeners of each change until they leave', async () => {
    const heard = vi.fn();
    const leave = world.slack.onChange(heard);
    await world.client.chat.postMessage({ channel: DEPLOYS, text: 'x' });
    expect(heard).toHaveBeenCalled();
    leave();
    heard.mockClear();
    await world.client.chat.postMessage({ channel: DEPLOYS, text: 'y' });
    expect(heard).not.toHaveBeenCalled();
  });

  it('pages through a channel, newest first, and through a thread, oldest first', async () => {
    const sent: (string | undefined)[] = [];
    for (const word of ['a', 'b', 'c']) {
      sent.push((await world.client.chat.postMessage({ channel: DEPLOYS, text: word })).ts);
    }
    const [thread_ts] = sent;
    await world.client.chat.postMessage({ channel: DEPLOYS, text: 'r', thread_ts });
    const texts: string[] = [];
    for await (const page of world.client.paginate('conversations.history', { channel: DEPLOYS, limit: 2 })) {
      const { messages } = page as { messages?: { text: string }[] };
      texts.push(...(messages ?? []).map((message) => message.text));
    }
    expect(texts).toEqual(['c', 'b', 'a']);
    const thread = await world.client.conversations.replies({ channel: DEPLOYS, ts: thread_ts ?? '' });
    expect(thread.messages?.map((message) => message.text)).toEqual(['a', 'r']);
    const since = await world.client.conversations.history({ channel: DEPLOYS, oldest: sent[1] ?? '' });
    expect(since.messages?.map((message) => message.text)).toEqual(['c']);
    const from = await world.client.conversations.history({
      channel: DEPLOYS,
      oldest: sent[1] ?? '',
      inclusive: true,
    });
    expect(from.messages?.map((message) => message.text)).toEqual(['c', 'b']);
  });

  it('gives who people are, and e-mail by its scope', async () => {
    const { user } = await world.client.users.lookupByEmail({ email: 'ada@acme.example' });
    expect(user).toMatchObject({ id: ADA, is_admin: true, profile: { email: 'ada@acme.example' } });
    expect(await world.client.auth.test()).toMatchObject({ team: 'Acme', user_id: BOT });
    expect(world.slack.calls('users.lookupByEmail')[0]?.args).toEqual({ email: 'ada@acme.example' });
  });

  it('renders blocks with the ids Slack gives', async () => {
    const elements = [{ type: 'button' as const, text: text('Go') }];
    await world.client.chat.postMessage({
      channel: DEPLOYS,
      text: 'x',
      blocks: [{ type: 'actions', elements }],
    });
    const [block] = view().messages[DEPLOYS]?.[0]?.blocks ?? [];
    expect(block?.block_id).toMatch(/^\w{5}$/);
    expect(block?.elements).toMatchObject([{ action_id: expect.stringMatching(/^\w{5}$/) as string }]);
  });
});
