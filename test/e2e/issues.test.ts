import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PanelItem } from '../../src/sandbox/page-api.ts';
import { type BotProcess, startBot } from '../support/bot-process.ts';
import { ADA, DEPLOYS, openSandboxServer, type SandboxServer } from '../support/sandbox-server.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { until } from '../support/until.ts';

let world: SandboxServer;
let bot: BotProcess;

beforeAll(async () => {
  world = await openSandboxServer({ buildSeconds: 2 });
  bot = await startBot({
    ...world.environment,
    DATA_DIR: await temporaryFolder('bot'),
    PUBLIC_URL: 'http://127.0.0.1:1',
  });
  const port = new URL(bot.address).port;
  const dataDir = await temporaryFolder('bot');
  await bot.stop();
  // The address is known only now; webhooks are registered for it.
  bot = await startBot({ ...world.environment, DATA_DIR: dataDir, PORT: port, PUBLIC_URL: bot.address });
  world.botAddress = bot.address;
  await configure('github', { repository: 'acme/web-app', token: 'github_pat_sandbox_token' });
});

afterAll(async () => {
  await bot?.stop();
  await world?.close();
});

async function configure(provider: string, fields: Record<string, string>): Promise<void> {
  await world.type(`configure ${provider}`);
  const modal = await until(() => world.snapshot().modals.at(-1));
  const inputs = Object.entries(fields).map(([key, value]) => [
    key,
    { value: { type: 'plain_text_input', value } },
  ]);
  const channel = { value: { type: 'conversations_select', selected_conversation: DEPLOYS } };
  const state = { ...Object.fromEntries(inputs), 'notification-channel': channel };
  await world.act('submit', { as: ADA, viewId: modal.id, state });
  await until(() => JSON.stringify(world.snapshot().modals.at(-1)?.blocks).includes('Connection successful'));
  await world.act('close', { as: ADA, viewId: modal.id });
}

function texts(): string[] {
  return (world.snapshot().messages[DEPLOYS] ?? []).map(
    ({ text, blocks }) => `${text} ${JSON.stringify(blocks)}`,
  );
}

function issue(title: string): PanelItem | undefined {
  const panel = world.snapshot().panels.find(({ id }) => id === 'github');
  const issues = panel?.sections.find((section) => section.title === 'Issues')?.items ?? [];
  return issues.find((item) => item.title.includes(title));
}

function onGitHub(action: string, item: string, inputs: Record<string, string>) {
  return world.sandbox.providers.find(({ id }) => id === 'github')?.act(action, item, inputs);
}

async function statusOf(ref: string): Promise<string> {
  await world.type(`step ${ref}`);
  const last = world.snapshot().messages[DEPLOYS]?.at(-1)?.text ?? '';
  return /is (\w+)\.$/.exec(last)?.[1] ?? last;
}

describe('issues and microsteps', () => {
  it('make an issue out of a microstep, once', async () => {
    await world.type('step add Build the login form');
    await world.type('link-issue p1.s1.ms1');
    const modal = await until(() => world.snapshot().modals.at(-1));
    const trackers = modal.blocks.at(-1)?.element as { options: { value: string }[] };
    await world.act('submit', {
      as: ADA,
      viewId: modal.id,
      state: { 'new-issue': { value: { type: 'static_select', selected_option: trackers.options[0] } } },
    });
    await until(() => issue('Build the login form'));
    await world.act('close', { as: ADA, viewId: modal.id });
    await until(async () => {
      await world.type('step p1.s1.ms1');
      return texts().at(-1)?.includes('in step');
    });
  });

  it('move the issue when the microstep moves, and the other way round', async () => {
    await world.type('step p1.s1.ms1 doing');
    const moved = await until(() => {
      const found = issue('Build the login form');
      return found?.detail.includes('in progress') && found;
    });
    // Until a sync would find nothing to do: a change made sooner would meet ours halfway, and be a conflict.
    await until(async () => {
      await world.type('sync github --dry-run');
      const [answer] = await until(() =>
        texts()
          .filter((text) => text.includes('Nothing has been changed.'))
          .slice(-1),
      );
      return answer?.includes('would change 0 fields');
    });
    await onGitHub('close-issue', moved.id, { reason: 'completed', person: 'ada' });
    await until(async () => (await statusOf('p1.s1.ms1')) === 'done');
    await until(() => texts().some((text) => text.includes('moved') && text.includes('p1.s1.ms1')));
  });

  it('find an issue as one types, and link it', async () => {
    await world.type('step add Add single sign-on for staff');
    await world.type('link-issue p1.s1.ms2');
    const modal = await until(() => world.snapshot().modals.at(-1));
    const search = { as: ADA, container: { viewId: modal.id }, blockId: 'issue', actionId: 'issue:search' };
    const { options = [] } = await world.act('suggest', { ...search, value: 'sign-on' });
    expect(JSON.stringify(options)).toContain('#4 Single sign-on');
    const state = { issue: { 'issue:search': { type: 'external_select', selected_option: options[0] } } };
    expect(await world.act('submit', { as: ADA, viewId: modal.id, state })).toMatchObject({ ok: true });
    await until(() => JSON.stringify(world.snapshot().modals.at(-1)?.blocks).includes('is linked to'));
    await world.type('step p1.s1.ms2');
    expect(texts().at(-1)).toContain('#4');
  });

  it('are linked by themselves where the titles are the same, and brought in step by a sync', async () => {
    await world.type('step add The footer has a typo');
    await world.type('sync');
    await until(() => texts().some((text) => text.includes('The sync is over.')));
    await until(async () => {
      await world.type('step p1.s1.ms3');
      return texts().at(-1)?.includes('#5');
    });
  });

  it('tell in a dry run what would change, and change nothing', async () => {
    const answers = () => texts().filter((text) => text.includes('Nothing has been changed.')).length;
    const before = answers();
    await world.type('sync github --dry-run');
    await until(() => answers() > before);
  });
});
