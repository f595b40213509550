import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startApp } from './raw-app.ts';
import {
  ADA,
  BOT,
  DEPLOYS,
  GENERAL,
  MEL,
  manifest,
  refused,
  startSlack,
  text,
  type World,
} from './support.ts';

let world: World;
let app: Awaited<ReturnType<typeof startApp>>;
beforeEach(async () => {
  app = await startApp([]);
  const bot_events = ['message.channels', 'link_shared', 'member_joined_channel'];
  world = await startSlack({
    requestUrl: () => app.url,
    appManifest: manifest({
      features: { unfurl_domains: ['previews.example'] },
      settings: { event_subscriptions: { bot_events } },
    }),
  });
});
afterEach(async () => {
  await world.close();
  await app.close();
});

const messages = (as = ADA) => world.slack.snapshot(as).messages[DEPLOYS] ?? [];
const say = (words: string) => world.slack.act('message', { as: ADA, channel: DEPLOYS, text: words });

async function events() {
  await world.slack.idle();
  return app.received.map(({ body }) => (JSON.parse(body) as { event: Record<string, unknown> }).event);
}

async function post(words: string, thread_ts?: string): Promise<string> {
  const { ts } = await world.client.chat.postMessage({ channel: DEPLOYS, text: words, thread_ts });
  return ts ?? '';
}

describe('messages of the app', () => {
  it('keep their blocks where an update has none, and drop them for an empty list', async () => {
    const blocks = [{ type: 'header', text: text('Ready') }];
    const { ts = '' } = await world.client.chat.postMessage({ channel: DEPLOYS, text: 'a', blocks });
    await world.client.chat.update({ channel: DEPLOYS, ts, text: 'b' });
    expect(messages()[0]).toMatchObject({ text: 'b', edited: true, blocks });
    await world.client.chat.update({ channel: DEPLOYS, ts, text: 'c', blocks: [] });
    expect(messages()[0]?.blocks).toEqual([]);
    const long = { channel: DEPLOYS, ts, text: 'x'.repeat(4001) };
    expect(await refused(world.client.chat.update(long))).toMatchObject({ error: 'msg_too_long' });
  });

  it('leave a tombstone over a thread, and nothing without one', async () => {
    const [alone, parent] = [await post('alone'), await post('parent')];
    await post('reply', parent);
    await world.client.chat.delete({ channel: DEPLOYS, ts: alone });
    await world.client.chat.delete({ channel: DEPLOYS, ts: parent });
    expect(messages().map((message) => message.text)).toEqual(['This message was deleted.', 'reply']);
  });

  it('answer the thread, not a reply in it', async () => {
    const parent = await post('parent');
    const reply = await post('reply', parent);
    expect(messages()).toMatchObject([{ replies: 1 }, { threadTs: parent, broadcast: false }]);
    expect(await refused(post('deeper', reply))).toMatchObject({ error: 'cannot_reply_to_message' });
    await world.client.chat.postMessage({
      channel: DEPLOYS,
      text: 'all',
      thread_ts: parent,
      reply_broadcast: true,
    });
    expect(messages().at(-1)).toMatchObject({ broadcast: true });
    const { messages: shown } = await world.client.conversations.history({ channel: DEPLOYS });
    expect(shown?.map((message) => message.text)).toEqual(['all', 'parent']);
  });

  it('are seen by one person where they are ephemeral, and cannot be changed', async () => {
    const { message_ts = '' } = await world.client.chat.postEphemeral({
      channel: DEPLOYS,
      user: MEL,
      text: 'psst',
    });
    expect(messages(MEL)).toMatchObject([{ text: 'psst', ephemeral: true }]);
    expect(messages(ADA)).toEqual([]);
    const change = { channel: DEPLOYS, ts: message_ts, text: 'x' };
    expect(await refused(world.client.chat.update(change))).toMatchObject({ error: 'message_not_found' });
  });

  it('take a reaction once', async () => {
    const react = { channel: DEPLOYS, timestamp: await post('done'), name: 'tada' };
    expect(await world.client.reactions.add(react)).toMatchObject({ ok: true });
    expect(await refused(world.client.reactions.add(react))).toMatchObject({ error: 'already_reacted' });
  });

  it('have a permalink with the thread they stand in', async () => {
    const parent = await post('parent');
    const message_ts = await post('reply', parent);
    const { permalink } = await world.client.chat.getPermalink({ channel: DEPLOYS, message_ts });
    const place = `/archives/${DEPLOYS}/p${message_ts.replace('.', '')}`;
    expect(permalink).toBe(`${world.base}/#${place}?thread_ts=${parent}&cid=${DEPLOYS}`);
  });
});

describe('events the app may subscribe to', () => {
  it('come for the app’s own messages and edits too, as in Slack', async () => {
    const ts = await post('mine');
    await world.client.chat.update({ channel: DEPLOYS, ts, text: 'changed' });
    expect(await events()).toMatchObject([
      { type: 'message', channel_type: 'channel', user: BOT, bot_id: 'B01BUILD001', text: 'mine' },
      { type: 'message', subtype: 'message_changed', message: { ts, text: 'changed' } },
    ]);
  });

  it('tell of links to the app’s domains, which it unfurls', async () => {
    await say('see https://web.previews.example/a and https://elsewhere.example/b');
    const shared = (await events()).find(({ type }) => type === 'link_shared');
    const url = 'https://web.previews.example/a';
    expect(shared).toMatchObject({ links: [{ url, domain: 'web.previews.example' }] });
    const blocks = [{ type: 'section', text: text('Preview of main') }];
    const place = { channel: DEPLOYS, ts: String(shared?.message_ts) };
    const other = { ...place, unfurls: { 'https://other.example': { blocks } } };
    expect(await world.call('chat.unfurl', other)).toMatchObject({ error: 'cannot_unfurl_url' });
    expect(await world.call('chat.unfurl', { ...place, unfurls: { [url]: { blocks } } })).toEqual({
      ok: true,
    });
    // What was said stays above it.
    expect(messages()[0]).toMatchObject({ blocks: [{ type: 'rich_text' }, ...blocks], edited: false });
  });

  it('tell of links to the pretend vendors’ pages, which are at this address', async () => {
    const url = `${world.base}/linear/acme/issue/ENG-1`;
    await say(`see ${url}`);
    const shared = (await events()).find(({ type }) => type === 'link_shared');
    expect(shared).toMatchObject({ links: [{ url }] });
    const blocks = [{ type: 'section', text: text('ENG-1') }];
    const place = { source: 'conversations_history', unfurl_id: shared?.unfurl_id };
    expect(await world.call('chat.unfurl', { ...place, unfurls: { [url]: { blocks } } })).toEqual({
      ok: true,
    });
    expect(
      await world.call('chat.unfurl', { unfurl_id: 'x', source: 'composer', unfurls: {} }),
    ).toMatchObject({
      error: 'cannot_find_message',
    });
    expect(messages()[0]).toMatchObject({ blocks: [{ type: 'rich_text' }, ...blocks] });
  });

  it('tell who brought the app into a channel', async () => {
    await world.slack.act('command', { as: ADA, channel: GENERAL, command: '/invite', text: '@BuildRunner' });
    const joined = (await events()).filter(({ type }) => type === 'member_joined_channel');
    expect(joined).toMatchObject([{ user: BOT, channel: GENERAL, inviter: ADA }]);
  });

  it('do not come of what is said where the app is not', async () => {
    await world.slack.act('message', { as: ADA, channel: GENERAL, text: 'among us' });
    expect(await events()).toEqual([]);
  });
});
