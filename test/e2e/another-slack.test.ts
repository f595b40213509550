import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Message, View } from '../../src/sandbox/page-api.ts';
import { type BotProcess, startBot } from '../support/bot-process.ts';
import {
  ADA,
  DEPLOYS,
  GENERAL,
  MEL,
  openSandboxServer,
  type SandboxServer,
} from '../support/sandbox-server.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { until } from '../support/until.ts';

const API_TOKEN = 'an-api-token-of-some-length';
const TOKEN = 'vercel_sandbox_token';
const api = { headers: { authorization: `Bearer ${API_TOKEN}` } };

let world: SandboxServer;
let bot: BotProcess;
let dataDir: string;

async function start(): Promise<void> {
  bot = await startBot({
    ...world.environment,
    DATA_DIR: dataDir,
    BUILDRUNNER_API_TOKEN: API_TOKEN,
    LOG_LEVEL: 'debug',
    PORT: world.botAddress ? new URL(world.botAddress).port : '0',
    ...(world.botAddress ? { PUBLIC_URL: world.botAddress } : {}),
  });
  world.botAddress = bot.address;
}

beforeAll(async () => {
  world = await openSandboxServer({ buildSeconds: 3 });
  dataDir = await temporaryFolder('bot');
  await start();
  // The address is known only now; webhooks are registered for it.
  await bot.stop();
  await start();
});

afterAll(async () => {
  await bot?.stop();
  await world?.close();
});

function messages(channel = DEPLOYS): Message[] {
  return world.snapshot().messages[channel] ?? [];
}

function cards(branch: string): Message[] {
  return messages().filter(
    ({ text, ephemeral, threadTs }) => !ephemeral && !threadTs && text.includes(branch),
  );
}

function topModal(): View | undefined {
  return world.snapshot().modals.at(-1);
}

function input(value: string) {
  return { value: { type: 'plain_text_input', value } };
}

describe('a bot that was only given other addresses', () => {
  it('refuses to deploy before a platform is configured, and says what to do', async () => {
    await world.type('deploy-preview feature/login');
    expect(messages().at(-1)?.text).toContain('/buildrunner configure vercel');
  });

  it('configures Vercel through its modal', async () => {
    await world.type('configure vercel');
    const modal = await until(topModal);
    const fields = { team_id: input(''), project_name: input('web-app') };

    const refused = await world.act('submit', {
      as: ADA,
      viewId: modal.id,
      state: { ...fields, token: input('not a token') },
    });
    expect(refused.errors?.token).toContain('no spaces');

    const state = { ...fields, token: input('wrong-token-but-well-formed') };
    await world.act('submit', { as: ADA, viewId: modal.id, state });
    await until(() => JSON.stringify(topModal()?.blocks).includes('Vercel refused the token'));

    await world.act('submit', { as: ADA, viewId: modal.id, state: { ...fields, token: input(TOKEN) } });
    const blocks = await until(() => {
      const text = JSON.stringify(topModal()?.blocks);
      return text.includes('Connection successful') && text;
    });
    expect(blocks).toContain('Recent deployments');
    expect(blocks).toContain('Webhook registered');
  });

  it('tests the connection by command', async () => {
    await world.type('test vercel');
    await until(() => messages().some(({ text }) => text.startsWith('Vercel: Connection successful')));
  });

  it('follows a build on one card to ready', async () => {
    await world.type('deploy-preview feature/login');
    await until(() => cards('feature/login').some(({ text }) => text.startsWith('Ready')));
    expect(cards('feature/login')).toHaveLength(1);
    await until(() => messages().some(({ threadTs, text }) => threadTs && text.includes('is ready')));
    const [, url = ''] = /(http:\S+)/.exec(cards('feature/login')[0]?.text ?? '') ?? [];
    const page = await fetch(url);
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('feature/login');
  });

  it('shows the first error lines of a build that breaks', async () => {
    await world.type('deploy-preview feature/broken');
    const card = await until(() => cards('feature/broken').find(({ text }) => text.startsWith('Failed')));
    expect(JSON.stringify(card.blocks)).toMatch(/error TS\d+|Type error/);
  });

  it('never deploys the production branch', async () => {
    await world.type('deploy-preview main');
    const card = await until(() => cards('of main').find(({ text }) => text.startsWith('Failed')));
    expect(card.text).toContain('production branch');
  });

  it('reaches the card’s end once after a kill -9 in mid-build', async () => {
    await world.type('deploy-preview feature/search');
    await until(() => cards('feature/search').some(({ text }) => /^(Queued|Building)/.test(text)));
    await bot.kill();
    await start();
    await until(() => cards('feature/search').some(({ text }) => text.startsWith('Ready')));
    expect(cards('feature/search')).toHaveLength(1);
    const outcome = () =>
      messages().filter(({ threadTs, text }) => threadTs && text.includes('feature/search'));
    await until(() => outcome().length > 0);
    expect(outcome()).toHaveLength(1);
  });

  it('ends a step of a workflow with its preview, though it was killed in between', async () => {
    const inputs = { branch: 'feature/search', channel: '#deploys' };
    await world.act('step', { as: ADA, callbackId: 'deploy-preview', inputs });
    await until(() => cards('feature/search').some(({ text }) => /^(Queued|Building)/.test(text)));
    await bot.kill();
    await start();
    const run = () => world.sandbox.workspace.workflows.panel().sections[0]?.items[0];
    await until(() => run()?.state === 'succeeded');
    expect(run()?.detail).toMatch(/^preview_id: pv-\w+, state: ready, url: http/);
    expect(cards('feature/search')).toHaveLength(2);
  });

  it('answers a mention in its thread and a direct message', async () => {
    await world.act('message', { as: ADA, channel: DEPLOYS, text: '@BuildRunner previews' });
    await until(() => messages().some(({ threadTs, text }) => threadTs && text.startsWith('The latest')));
    const direct = world.snapshot().channels.find(({ kind }) => kind === 'direct')?.id ?? '';
    await world.act('message', { as: ADA, channel: direct, text: 'status' });
    await until(() => messages(direct).some(({ text }) => text.includes('Queue:')));
  });

  it('suggests the nearest command', async () => {
    await world.type('deploy-previw x');
    expect(messages().at(-1)?.text).toContain('Did you mean `/buildrunner deploy-preview`');
  });

  it('lets only an admin configure', async () => {
    await world.type('configure vercel', DEPLOYS, MEL);
    expect(world.snapshot(MEL).modals).toEqual([]);
    const told = world.snapshot(MEL).messages[DEPLOYS]?.at(-1)?.text;
    expect(told).toContain('governance/policy.yml: roles');
  });

  it('tells the person where a card cannot be posted', async () => {
    await world.type('deploy-preview fix/typo', GENERAL);
    const direct = world.snapshot().channels.find(({ kind }) => kind === 'direct')?.id ?? '';
    await until(() => messages(direct).some(({ text }) => text.includes('/invite @BuildRunner')));
  });

  it('has counted it all', async () => {
    const response = await fetch(`${bot.address}/metrics`, api);
    const text = await response.text();
    const counted = (series: string) =>
      Number(
        text
          .split('\n')
          .find((line) => line.startsWith(`${series} `))
          ?.split(' ')[1],
      );
    expect(
      counted('buildrunner_webhook_deliveries_total{provider="vercel",outcome="accepted"}'),
    ).toBeGreaterThan(0);
    expect(counted('buildrunner_external_calls_total{provider="vercel",outcome="ok"}')).toBeGreaterThan(0);
    expect(counted('buildrunner_slack_calls_total{method="chat.postMessage",outcome="ok"}')).toBeGreaterThan(
      0,
    );
    expect(
      counted('buildrunner_slack_calls_total{method="chat.postMessage",outcome="refused"}'),
    ).toBeGreaterThan(0);
    expect(counted('buildrunner_job_runs_total{kind="message.deliver",outcome="done"}')).toBeGreaterThan(0);
    expect(counted('buildrunner_previews{state="ready"}')).toBe(3);
    expect(counted('buildrunner_previews{state="failed"}')).toBeGreaterThan(0);
    expect((await fetch(`${bot.address}/metrics`)).status).toBe(401);
  });

  it('leaves the token in the clear nowhere', async () => {
    const answers = await Promise.all(
      ['api/integrations', 'api/previews', 'api/deliveries', 'api/audit/events', 'metrics'].map(
        async (path) => (await fetch(`${bot.address}/${path}`, api)).text(),
      ),
    );
    expect(answers[0]).toContain('vercel');
    expect(answers[3]).toContain('integration.configured');
    expect(answers.join()).not.toContain(TOKEN);
    expect(bot.output()).not.toContain(TOKEN);
    for (const name of await readdir(dataDir, { recursive: true, withFileTypes: true })) {
      if (!name.isFile()) continue;
      const content = await readFile(join(name.parentPath, name.name));
      expect(content.includes(TOKEN), name.name).toBe(false);
    }
  });

  it('stops in good order', async () => {
    expect(await bot.stop()).toBe(0);
  });
});
