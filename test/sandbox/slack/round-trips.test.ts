import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ADA, ADA_DM, DEE, DEPLOYS, modal, startSlackWithApp, text, type WorldWithApp } from './support.ts';

let world: WorldWithApp;
beforeEach(async () => {
  world = await startSlackWithApp();
});
afterEach(() => world.close());

const view = (as = ADA) => world.slack.snapshot(as);
const said = (channel: string, as = ADA) => view(as).messages[channel]?.map((message) => message.text) ?? [];
const top = (as = ADA) => view(as).modals.at(-1);
const run = (words: string) =>
  world.slack.act('command', { as: ADA, channel: DEPLOYS, command: '/buildrunner', text: words });

describe('slash commands', () => {
  it('carries the command and shows the direct answer to its author alone', async () => {
    world.app.command('/buildrunner', async ({ ack, body }) => {
      await ack(`${body.user_name} in ${body.channel_name}: ${body.command} ${body.text}`);
    });
    expect(await run('a & b')).toEqual({ ok: true });
    expect(said(DEPLOYS)).toEqual(['ada in deploys: /buildrunner a &amp; b']);
    expect(said(DEPLOYS, DEE)).toEqual([]);
  });

  it('shows an in_channel answer to everyone', async () => {
    world.app.command('/buildrunner', ({ ack }) => ack({ response_type: 'in_channel', text: 'deploying' }));
    await run('deploy');
    expect(said(DEPLOYS, DEE)).toEqual(['deploying']);
  });

  it('tells the person when the app answers with what Slack does not take', async () => {
    world.app.command('/buildrunner', ({ ack }) =>
      ack({ blocks: [{ type: 'header', text: text('x'.repeat(151)) }] }),
    );
    expect(await run('x')).toEqual({ ok: false });
    expect(view().notices.at(-1)?.text).toContain('[json-pointer:/blocks/0/text/text]');
  });

  it('answers five times through response_url', async () => {
    const outcomes: string[] = [];
    world.app.command('/buildrunner', async ({ ack, respond }) => {
      await ack();
      for (let i = 1; i <= 6; i += 1) {
        outcomes.push(
          await respond(`answer ${i}`).then(
            () => 'ok',
            () => 'refused',
          ),
        );
      }
    });
    await run('x');
    await vi.waitFor(() => expect(outcomes).toEqual(['ok', 'ok', 'ok', 'ok', 'ok', 'refused']));
    expect(said(DEPLOYS)).toHaveLength(5);
  });
});

describe('actions', () => {
  const buttons = [
    {
      type: 'actions' as const,
      block_id: 'choice',
      elements: [{ type: 'button' as const, action_id: 'go', text: text('Go'), value: '42' }],
    },
  ];

  it('sends a button press and replaces the message through response_url', async () => {
    world.app.action('go', async ({ ack, respond, action, body }) => {
      await ack();
      const value = 'value' in action ? action.value : '';
      await respond({ replace_original: true, text: `${body.user.id} pressed ${value}` });
    });
    const { ts } = await world.client.chat.postMessage({ channel: DEPLOYS, text: 'Go?', blocks: buttons });
    const result = await world.slack.act('action', {
      as: DEE,
      container: { messageTs: ts ?? '', channel: DEPLOYS },
      action: { type: 'button', block_id: 'choice', action_id: 'go', value: 'forged' },
      state: {},
    });
    expect(result).toEqual({ ok: true });
    await vi.waitFor(() => expect(said(DEPLOYS)).toEqual([`${DEE} pressed 42`]));
    expect(view().messages[DEPLOYS]?.[0]).toMatchObject({ ts, edited: true, blocks: [] });
  });

  it('refuses a control that is not there', async () => {
    const { ts } = await world.client.chat.postMessage({ channel: DEPLOYS, text: 'Go?', blocks: buttons });
    const result = await world.slack.act('action', {
      as: DEE,
      container: { messageTs: ts ?? '', channel: DEPLOYS },
      action: { type: 'button', block_id: 'choice', action_id: 'stop' },
      state: {},
    });
    expect(result).toEqual({ ok: false, error: 'This control is gone.' });
  });

  it('deletes an ephemeral original, whose payload carries no message', async () => {
    const seen: unknown[] = [];
    world.app.action('go', async ({ ack, respond, body }) => {
      await ack();
      seen.push('message' in body);
      await respond({ delete_original: true });
    });
    await world.client.chat.postEphemeral({ channel: DEPLOYS, user: ADA, text: 'Go?', blocks: buttons });
    const message = view().messages[DEPLOYS]?.[0];
    expect(message?.ephemeral).toBe(true);
    await world.slack.act('action', {
      as: ADA,
      container: { messageTs: message?.ts ?? '', channel: DEPLOYS },
      action: { block_id: 'choice', action_id: 'go' },
      state: {},
    });
    await vi.waitFor(() => expect(said(DEPLOYS)).toEqual([]));
    expect(seen).toEqual([false]);
  });
});

describe('events', () => {
  it('sends a mention with its thread, and takes the reply', async () => {
    world.app.event('app_mention', async ({ event, say }) => {
      await say({ text: `heard ${event.text}`, thread_ts: event.ts });
    });
    await world.slack.act('message', { as: ADA, channel: DEPLOYS, text: '@BuildRunner status <now>' });
    await vi.waitFor(() => expect(said(DEPLOYS)).toHaveLength(2));
    const [asked, reply] = view().messages[DEPLOYS] ?? [];
    expect(asked).toMatchObject({ text: '<@U01BUILD001> status &lt;now&gt;', replies: 1 });
    expect(reply).toMatchObject({ text: 'heard <@U01BUILD001> status &lt;now&gt;', threadTs: asked?.ts });
  });

  it('sends a direct message as message.im', async () => {
    world.app.message('help', async ({ message, say }) => {
      await say(`${message.channel_type} ${message.channel}`);
    });
    await world.slack.act('message', { as: ADA, channel: ADA_DM, text: 'help' });
    await vi.waitFor(() => expect(said(ADA_DM)).toEqual(['help', `im ${ADA_DM}`]));
    expect(view(DEE).messages[ADA_DM]).toBeUndefined();
  });

  it('opens App Home, and carries the published view the second time', async () => {
    const carried: boolean[] = [];
    world.app.event('app_home_opened', async ({ event, client }) => {
      await client.views.publish({
        user_id: event.user,
        view: { type: 'home', blocks: [{ type: 'header', text: text('Settings') }] },
      });
      carried.push(event.view !== undefined);
    });
    await world.slack.act('home', { as: ADA });
    await vi.waitFor(() => expect(carried).toEqual([false]));
    await world.slack.act('home', { as: ADA });
    await vi.waitFor(() => expect(carried).toEqual([false, true]));
    expect(view().home?.blocks[0]).toMatchObject({ type: 'header' });
    expect(view(DEE).home).toBeNull();
  });
});

describe('shortcuts', () => {
  it('runs a global one, which opens a modal', async () => {
    world.app.shortcut('deploy', async ({ ack, shortcut, client }) => {
      await ack();
      await client.views.open({ trigger_id: shortcut.trigger_id, view: modal() });
    });
    expect(await world.slack.act('shortcut', { as: DEE, callbackId: 'deploy' })).toEqual({ ok: true });
    await vi.waitFor(() => expect(top(DEE)?.callbackId).toBe('name'));
    expect(top(ADA)).toBeUndefined();
  });

  it('runs one on a message, with its text', async () => {
    const texts: (string | undefined)[] = [];
    world.app.shortcut({ type: 'message_action', callback_id: 'create_issue' }, async ({ ack, shortcut }) => {
      await ack();
      texts.push(shortcut.message.text);
    });
    await world.slack.act('message', { as: ADA, channel: DEPLOYS, text: 'the build is red' });
    const ts = view().messages[DEPLOYS]?.[0]?.ts ?? '';
    const act = { as: DEE, callbackId: 'create_issue', message: { channel: DEPLOYS, ts } };
    expect(await world.slack.act('shortcut', act)).toEqual({ ok: true });
    expect(texts).toEqual(['the build is red']);
  });
});
