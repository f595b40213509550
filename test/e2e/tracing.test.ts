import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BotProcess, startBot } from '../support/bot-process.ts';
import { openPageSession } from '../support/page-session.ts';
import { CREDENTIALS, DEPLOYS, openSandboxServer, type SandboxServer } from '../support/sandbox-server.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { until } from '../support/until.ts';

const API_TOKEN = 'an-api-token-of-some-length';
const TOKEN = 'vercel_sandbox_token';

interface Line {
  msg?: string;
  deliveryId?: string;
  outcome?: { deliveries?: string[] };
  kind?: string;
  call?: { deliveryId?: string; caller?: { provider: string } };
  entry?: { action: string; payload: { deliveryId?: string } };
  provider?: string;
}

let world: SandboxServer;
let bot: BotProcess;

beforeAll(async () => {
  world = await openSandboxServer({ buildSeconds: 1 });
  const dataDir = await temporaryFolder('tracing');
  const start = (more: Record<string, string>) =>
    startBot({
      ...world.environment,
      DATA_DIR: dataDir,
      BUILDRUNNER_API_TOKEN: API_TOKEN,
      DEBUG_INTEGRATIONS: 'vercel,slack',
      ...more,
    });
  bot = await start({});
  await bot.stop();
  bot = await start({ PORT: new URL(bot.address).port, PUBLIC_URL: bot.address });
  world.botAddress = bot.address;
  const page = openPageSession(new URL(world.environment.SLACK_API_URL ?? '').origin);
  await page.configure('vercel', { project_name: 'web-app', token: TOKEN });
  await world.type('deploy-preview feature/login');
  await until(() => (world.snapshot().messages[DEPLOYS] ?? []).some(({ text }) => text.startsWith('Ready')));
});
afterAll(async () => {
  await bot?.stop();
  await world?.close();
});

function lines(): Line[] {
  return bot
    .output()
    .split('\n')
    .flatMap((line) => (line.startsWith('{') ? [JSON.parse(line) as Line] : []));
}

async function auditEvents(): Promise<{ action: string; payload: string }[]> {
  const headers = { authorization: `Bearer ${API_TOKEN}` };
  const response = await fetch(`${bot.address}/api/audit/events`, { headers });
  return ((await response.json()) as { events: { action: string; payload: string }[] }).events;
}

describe('a delivery’s id', () => {
  it('is followed from its receipt to the message in Slack, in log and audit', async () => {
    const changed = await until(() =>
      lines().find(
        ({ msg, deliveryId }) => deliveryId && (msg === 'message changed' || msg === 'message posted'),
      ),
    );
    const id = changed.deliveryId ?? '';
    const steps = () =>
      lines()
        .filter((line) => JSON.stringify(line).includes(id))
        .map(({ msg, kind }) => (kind ? `${msg}: ${kind}` : msg));
    await until(() => steps().includes('job done: message.deliver'));
    const way = [
      'webhook delivery',
      'event taken up',
      'job done: delivery.process',
      'external call',
      'recorded',
      'job done: preview.refresh',
      'job done: preview.announce',
      changed.msg,
    ];
    expect(steps()).toEqual(expect.arrayContaining(way));

    const audited = await until(async () => {
      const events = (await auditEvents()).filter(({ payload }) => payload.includes(id));
      return events.some(({ action }) => action === 'integration.called') && events;
    });
    expect(audited.map(({ action }) => action)).toEqual(
      expect.arrayContaining([expect.stringMatching(/^preview\./), 'integration.called']),
    );
  });
});

describe('DEBUG_INTEGRATIONS', () => {
  it('shows the requests to those it names, and Slack’s', () => {
    const called = lines().filter(({ msg }) => msg === 'external call');
    const providers = new Set(called.map(({ call }) => call?.caller?.provider ?? 'slack'));
    expect([...providers].sort()).toEqual(['slack', 'vercel']);
  });

  it('shows no secret', () => {
    for (const secret of [TOKEN, CREDENTIALS.botToken, CREDENTIALS.signingSecret, API_TOKEN]) {
      expect(bot.output()).not.toContain(secret);
    }
  });
});
