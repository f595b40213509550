import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp } from './raw-app.ts';
import { ADA, ADA_DM, DEPLOYS, modal, startSlack, text, type World } from './support.ts';

const fixtures = join(process.env.CONTRACTS_DIR ?? '../shared/contracts', 'fixtures/slack');
type Json = Record<string, unknown>;

function shape(name: string): Json {
  return JSON.parse(readFileSync(join(fixtures, `${name}.json`), 'utf8')) as Json;
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Pointers to what was sent and Slack's own payloads do not have; lists and empty shapes are not entered. */
function unknownFields(sent: Json, known: Json, path = ''): string[] {
  return Object.entries(sent).flatMap(([key, value]) => {
    if (!(key in known)) return [`${path}/${key}`];
    const inner = known[key];
    if (!isObject(value) || !isObject(inner) || Object.keys(inner).length === 0) return [];
    return unknownFields(value, inner, `${path}/${key}`);
  });
}

describe.skipIf(!existsSync(fixtures))('what the app is sent (needs CONTRACTS_DIR)', () => {
  let world: World;
  let app: Awaited<ReturnType<typeof startApp>>;
  beforeAll(async () => {
    app = await startApp([]);
    world = await startSlack({ requestUrl: () => app.url });
  });
  afterAll(async () => {
    await world.close();
    await app.close();
  });

  const form = () => Object.fromEntries(new URLSearchParams(app.received.at(-1)?.body));
  const payload = () => JSON.parse(form().payload ?? '{}') as Json;
  const event = () => JSON.parse(app.received.at(-1)?.body ?? '{}') as Json;
  const run = () =>
    world.slack.act('command', { as: ADA, channel: DEPLOYS, command: '/buildrunner', text: 'x' });

  async function openModal(): Promise<string> {
    await run();
    const answer = await world.call('views.open', {
      trigger_id: form().trigger_id,
      view: modal({ notify_on_close: true }),
    });
    return (answer.view as { id: string }).id;
  }

  it('is a slash command', async () => {
    await run();
    const known = shape('shapes-app-backend/slash-commands/SlashCommandPayload');
    expect(unknownFields(form(), known)).toEqual([]);
    const enterprise = new Set(['enterprise_id', 'enterprise_name']);
    expect(Object.keys(known).filter((key) => !(key in form()) && !enterprise.has(key))).toEqual([]);
  });

  it('is a block action', async () => {
    const elements = [{ type: 'button', action_id: 'go', text: text('Go'), value: '1' }];
    const { ts } = await world.call('chat.postMessage', {
      channel: DEPLOYS,
      text: 'x',
      blocks: [{ type: 'actions', block_id: 'b', elements }],
    });
    await world.slack.act('action', {
      as: ADA,
      container: { messageTs: String(ts), channel: DEPLOYS },
      action: { block_id: 'b', action_id: 'go' },
      state: {},
    });
    const known = shape('shapes-app-backend/interactive-components/BlockActionPayload');
    expect(unknownFields(payload(), known)).toEqual([]);
    const [action] = payload().actions as Json[];
    expect(unknownFields(action ?? {}, (known.actions as Json[])[0] ?? {})).toEqual([]);
  });

  it('is a submission, and a closed view', async () => {
    const state = { name: { value: { type: 'plain_text_input', value: 'web-app' } } };
    await world.slack.act('submit', { as: ADA, viewId: await openModal(), state });
    const submission = unknownFields(payload(), shape('shapes-app-backend/views/ViewSubmissionPayload'));
    expect(submission.filter((field) => !['/response_urls', '/view/blocks'].includes(field))).toEqual([]);
    await world.slack.act('close', { as: ADA, viewId: await openModal() });
    const closed = unknownFields(payload(), shape('shapes-app-backend/views/ViewClosedPayload'));
    expect(closed.filter((field) => field !== '/view/blocks')).toEqual([]);
  });

  it('is a message shortcut', async () => {
    await world.slack.act('message', { as: ADA, channel: DEPLOYS, text: 'broken' });
    const ts = world.slack.snapshot(ADA).messages[DEPLOYS]?.at(-1)?.ts ?? '';
    const message = { channel: DEPLOYS, ts };
    await world.slack.act('shortcut', { as: ADA, callbackId: 'create_issue', message });
    const known = shape('shapes-app-backend/interactive-components/MessageShortcutPayload');
    expect(unknownFields(payload(), known)).toEqual([]);
  });

  it.each([
    [
      'AppMentionPayload',
      () => world.slack.act('message', { as: ADA, channel: DEPLOYS, text: '@BuildRunner' }),
    ],
    ['MessagePayload', () => world.slack.act('message', { as: ADA, channel: ADA_DM, text: 'hi' })],
    ['AppHomeOpenedPayload', () => world.slack.act('home', { as: ADA })],
  ])('is an event: %s', async (name, act) => {
    await act();
    await world.slack.idle();
    const fields = unknownFields(event(), shape(name));
    expect(fields.filter((field) => !field.startsWith('/context_'))).toEqual([]);
  });
});
