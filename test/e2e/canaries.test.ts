import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BotProcess, startBot } from '../support/bot-process.ts';
import { runCli } from '../support/command-line.ts';
import {
  ADA,
  CREDENTIALS,
  DEPLOYS,
  MEL,
  openSandboxServer,
  type SandboxServer,
} from '../support/sandbox-server.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { until } from '../support/until.ts';
import { dumpOf, filesIn, traces, type Written } from '../support/written.ts';

/** A token that is in the form of Netlify's and works nowhere. */
const WRONG_TOKEN = 'nfp_canary0wrong1token2of3nobody';

/** One that is in the form of GitHub's, typed where no token belongs. */
const MISPLACED_TOKEN = 'ghp_canary0misplaced1token2x';

const SECRETS: Record<string, string> = {
  'Slack’s bot token': CREDENTIALS.botToken,
  'Slack’s signing secret': CREDENTIALS.signingSecret,
  'the API token': 'canary-api-token-1f8e6a40',
  'the vault’s key': randomBytes(32).toString('base64'),
  'a webhook secret of the environment': 'canary-webhook-secret-77ab',
  'Vercel’s token': 'vercel_sandbox_token',
  'Netlify’s token': 'netlify_sandbox_token',
  'Render’s key': 'rnd_sandbox_token',
  'GitHub’s token': 'github_pat_sandbox_token',
  'Linear’s key': 'lin_api_sandbox_token',
  'Jira’s token': 'ATATT3xFfGF0sandboxtoken',
  'a token that was wrong': WRONG_TOKEN,
};

const AUTHORIZED = { headers: { authorization: `Bearer ${SECRETS['the API token']}` } };
const API = ['integrations', 'previews', 'deliveries', 'audit/events?limit=1000'];

let world: SandboxServer;
let bot: BotProcess;
let dataDir: string;
const outputs: Written[] = [];

async function start(publicUrl = 'http://127.0.0.1:1', port = '0'): Promise<void> {
  bot = await startBot({
    ...world.environment,
    DATA_DIR: dataDir,
    PORT: port,
    PUBLIC_URL: publicUrl,
    BUILDRUNNER_API_TOKEN: SECRETS['the API token']!,
    BUILDRUNNER_ENCRYPTION_KEY: SECRETS['the vault’s key']!,
    RENDER_WEBHOOK_SECRET: SECRETS['a webhook secret of the environment']!,
    LOG_LEVEL: 'trace',
    DEBUG_INTEGRATIONS: 'true',
  });
  world.botAddress = bot.address;
}

async function end(how: 'stop' | 'kill'): Promise<void> {
  await bot[how]();
  outputs.push({ where: `the log, until ${how}`, content: bot.output() });
}

beforeAll(async () => {
  world = await openSandboxServer({ buildSeconds: 1 });
  dataDir = await temporaryFolder('canaries');
  await start();
  // The address is known only now; webhooks are registered for it.
  await end('stop');
  await start(bot.address, new URL(bot.address).port);
});

afterAll(async () => {
  await bot?.stop();
  await world?.close();
});

const said = () => JSON.stringify(world.snapshot().messages[DEPLOYS] ?? []);

/** Types a command and waits until something is said that was not there before. */
async function type(text: string, expected: string, as = ADA): Promise<void> {
  await world.type(text, DEPLOYS, as);
  await until(() => JSON.stringify(world.snapshot(as).messages[DEPLOYS] ?? []).includes(expected));
}

async function configure(provider: string, fields: Record<string, string>, outcome: string): Promise<void> {
  await world.type(`configure ${provider}`);
  const modal = await until(() => world.snapshot().modals.at(-1));
  const state: Record<string, Record<string, unknown>> = {
    'notification-channel': { value: { type: 'conversations_select', selected_conversation: DEPLOYS } },
  };
  for (const { block_id: id = '', element } of modal.blocks) {
    const { type, options } = (element ?? {}) as { type?: string; options?: { value: string }[] };
    if (type === 'plain_text_input') state[id] = { value: { type, value: fields[id] ?? null } };
    const selected_option = options?.find(({ value }) => value === fields[id]);
    if (type === 'radio_buttons' && selected_option) state[id] = { value: { type, selected_option } };
  }
  await world.act('submit', { as: ADA, viewId: modal.id, state });
  await until(() => JSON.stringify(world.snapshot().modals.at(-1)?.blocks).includes(outcome));
  await world.act('close', { as: ADA, viewId: world.snapshot().modals.at(-1)?.id ?? '' });
}

function hint(provider: string, label: string): string {
  const panel = world.snapshot().panels.find(({ id }) => id === provider);
  return panel?.hints.find((each) => each.label === label)?.value ?? '';
}

/** What vendors were told to sign with, by what the pretend ones keep of it. */
async function webhookSecrets(): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const provider of ['vercel', 'netlify', 'render', 'github', 'linear', 'jira']) {
    const kept = await readFile(join(world.dataDir, 'sandbox', `${provider}.json`), 'utf8');
    for (const [, secret] of kept.matchAll(/"\w*secret\w*":\s*"([^"]{16,})"/gi)) {
      if (secret) found[`a webhook secret of ${provider}, ${Object.keys(found).length}`] = secret;
    }
  }
  return found;
}

describe('promise 16: no secret is written down anywhere, after a run of all there is', () => {
  it('connects every provider, and one with a token that does not work', async () => {
    const site = hint('netlify', 'Site ID');
    await configure('netlify', { token: WRONG_TOKEN, site_id: site }, 'refused');
    await configure('netlify', { token: 'netlify_sandbox_token', site_id: site }, 'Connection successful');
    const ok = 'Connection successful';
    await configure('vercel', { token: 'vercel_sandbox_token', project_name: 'web-app' }, ok);
    await configure('github', { repository: 'acme/web-app', token: 'github_pat_sandbox_token' }, ok);
    await configure('linear', { api_key: 'lin_api_sandbox_token', team_id: 'ENG' }, ok);
    const jira = {
      base_url: 'https://acme.atlassian.net',
      email: 'bot@acme.example',
      api_token: 'ATATT3xFfGF0sandboxtoken',
      project_key: 'WEB',
    };
    await configure('jira', jira, ok);
    const render = {
      api_key: 'rnd_sandbox_token',
      service_id: hint('render', 'Service kept for previews'),
      preview_mode: 'preview_service',
    };
    await configure('render', render, ok);
  }, 60_000);

  it('deploys, fails, plans, links, syncs, refuses, and is killed in between', async () => {
    const github = world.sandbox.providers.find(({ id }) => id === 'github');
    const branches = world.snapshot().panels.find(({ id }) => id === 'github')?.sections;
    const branch = branches
      ?.find(({ title }) => title === 'Branches')
      ?.items.find(({ title }) => title.includes('feature/search'));
    await github?.act('push', branch?.id, { message: 'Search by tag', person: 'dee' });
    await until(
      () =>
        (said().match(/Ready: preview of feature\/search|Ready.{0,40}feature\/search/g) ?? []).length >= 3,
      30_000,
    );
    await type('deploy-preview feature/broken --provider vercel', 'Failed');
    await type('step add Build the login form', 'p1.s1.ms1');
    await type('sync', 'The sync is over.');
    await type('test vercel', 'Vercel: Connection successful');
    await end('kill');
    await start(bot.address, new URL(bot.address).port);
    await type(`preview ${MISPLACED_TOKEN} logs`, 'There is no preview');
    await type('configure vercel', 'Rule:', MEL);
    await type('status', 'Queue:');
    await type('webhooks', 'webhook deliver');
    await type('audit', 'audit events');
    await type('subscribe issues --digest 09:00', 'This channel is subscribed');
    await type('dead-letters', 'No job');
    await type('replay failed', 'No webhook delivery has failed');
    await type('disconnect netlify', 'deletes its credentials');
    await world.act('home', { as: ADA });
  }, 90_000);

  it('finds what it looks for, where it is', async () => {
    const all = await everythingWritten();
    const places = (word: string) => traces({ [word]: word }, all).join('\n');
    expect(places('feature/search')).toMatch(/in table previews[\s\S]*in Slack/);
    expect(places('integration.called')).toContain('in the audit export');
    expect(places('external call')).toContain('in the log, until kill');
  });

  it('finds no secret, of ours, of the vendors or of the webhooks, in any spelling', async () => {
    const ofWebhooks = await webhookSecrets();
    expect(Object.keys(ofWebhooks).length).toBeGreaterThanOrEqual(4);
    const all = await everythingWritten();
    expect(traces({ ...SECRETS, ...ofWebhooks }, all)).toEqual([]);
    // Slack has it from the person who typed it.
    const outside = all.filter(({ where }) => where !== 'Slack');
    expect(traces({ 'a misplaced token': MISPLACED_TOKEN }, outside)).toEqual([]);
  });
});

let collected: Written[] | undefined;

/** Stops the bot, so that all of it is on disk, and gathers everything there is. */
async function everythingWritten(): Promise<Written[]> {
  if (collected) return collected;
  const answers = await Promise.all(
    [...API.map((path) => `api/${path}`), 'metrics'].map(async (path) => ({
      where: path,
      content: await (await fetch(`${bot.address}/${path}`, AUTHORIZED)).text(),
    })),
  );
  await end('stop');
  const audit = await runCli('audit', ['export'], { DATA_DIR: dataDir });
  expect(audit.code).toBe(0);
  expect((await runCli('audit', ['verify'], { DATA_DIR: dataDir })).code).toBe(0);
  const { panels: _vendors, ...adas } = world.snapshot(ADA);
  const { panels: _same, ...mels } = world.snapshot(MEL);
  collected = [
    ...outputs,
    ...answers,
    ...(await filesIn(dataDir)),
    ...dumpOf(join(dataDir, 'buildrunner.db')),
    { where: 'the audit export', content: audit.out },
    { where: 'Slack', content: JSON.stringify([adas, mels]) },
  ];
  return collected;
}
