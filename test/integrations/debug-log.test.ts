import { beforeEach, describe, expect, it } from 'vitest';
import { createDebugLog, type DebugLog } from '../../src/integrations/debug-log.ts';
import { createLogger } from '../../src/security/log-redaction.ts';
import { createRedactor } from '../../src/security/redact.ts';
import { emptySettings } from '../../src/store/settings-schema.ts';

const CANARY = 'canary-5e3c1d-secret';
let lines: Record<string, unknown>[];
let debugLog: DebugLog;

function open(level: string, shown: string[]): void {
  lines = [];
  const redactor = createRedactor();
  redactor.remember(CANARY);
  const destination = { write: (line: string) => void lines.push(JSON.parse(line)) };
  const integration = {
    id: 'int-1',
    projectId: 'default',
    provider: 'vercel',
    fields: {},
    credentials: {},
    configuredBy: 'U1',
    configuredAt: '2026-01-05T10:00:00.000Z',
  };
  debugLog = createDebugLog({
    log: createLogger({ level, redactor, destination }),
    shown: new Set(shown),
    settings: { read: async () => ({ ...emptySettings(), integrations: [integration] }) },
  });
}

const call = {
  caller: { workspaceId: 'T1', integrationId: 'int-1', provider: 'vercel' },
  method: 'GET',
  origin: 'https://api.vercel.com',
  path: `/v6/deployments/${CANARY}`,
  status: 200,
  durationMs: 12,
  bytes: 2,
};
const source = { workspaceId: 'T1', integrationId: 'int-1' };
const push = { kind: 'push', branch: CANARY, deleted: false } as const;
const handlers = {
  deployment: async () => undefined,
  issue: async () => undefined,
  push: async () => 'no platform deploys this branch',
  pull_request: async () => undefined,
};

async function everything(): Promise<void> {
  debugLog.call(call);
  debugLog.call({ ...call, caller: { ...call.caller, provider: 'github' } });
  const entry = { workspaceId: 'T1', actor: 'system', action: 'preview.ready' };
  debugLog.entry({ ...entry, payload: { provider: 'vercel', note: CANARY } });
  await debugLog.events(handlers).push({} as never, source, push);
}

describe('the debug log', () => {
  beforeEach(() => open('info', ['vercel']));

  it('shows requests and decisions of those it was asked for, whatever the level', async () => {
    await everything();
    expect(lines).toMatchObject([
      { msg: 'external call', call: { method: 'GET', status: 200, caller: { provider: 'vercel' } } },
      { msg: 'recorded', entry: { action: 'preview.ready' } },
      { msg: 'event left alone', provider: 'vercel', nothingToDo: 'no platform deploys this branch' },
    ]);
  });

  it('shows everybody’s at level debug, and nobody’s otherwise', async () => {
    open('debug', []);
    await everything();
    expect(lines).toHaveLength(4);
    open('info', []);
    await everything();
    expect(lines).toEqual([]);
  });

  it('shows Slack’s calls under its own name', () => {
    open('info', ['slack']);
    const { caller: _, ...slackCall } = call;
    debugLog.call(slackCall);
    expect(lines).toHaveLength(1);
  });

  it('shows no secret', async () => {
    open('debug', ['vercel']);
    await everything();
    expect(JSON.stringify(lines)).not.toContain(CANARY);
  });

  it('gives on what the handlers say', async () => {
    const { push: onPush, deployment } = debugLog.events(handlers);
    expect(await onPush({} as never, source, push)).toBe('no platform deploys this branch');
    const event = { kind: 'deployment', externalId: 'd', state: 'ready', target: 'preview' } as const;
    expect(await deployment({} as never, source, event)).toBeUndefined();
    expect(lines.at(-1)).toMatchObject({ msg: 'event taken up', event: { externalId: 'd' } });
  });
});
