import { Registry } from 'prom-client';
import { beforeEach, describe, expect, it } from 'vitest';
import type { IntakeOutcome } from '../../src/integrations/intake.ts';
import { createInstruments } from '../../src/metrics/instruments.ts';
import { createObservers, type Observers } from '../../src/metrics/observers.ts';
import { handleAll } from '../jobs/handlers.ts';

let registry: Registry;
let observe: Observers;
let elapsedMs: number;

beforeEach(() => {
  registry = new Registry();
  elapsedMs = 0;
  observe = createObservers(createInstruments(registry), {
    providers: new Set(['vercel']),
    elapsed: () => elapsedMs,
  });
});

async function samples(name: string): Promise<string[]> {
  const text = await registry.getSingleMetricAsString(name);
  return text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
}

const nobody = { headers: {}, body: Buffer.alloc(0) };
const run = { attempt: 1, signal: new AbortController().signal };

describe('deliveries', () => {
  it('are counted by provider and outcome, and what the intake says is passed on', async () => {
    const outcome: IntakeOutcome = { kind: 'unverified', reason: 'no signature' };
    const intake = observe.intake(async () => outcome);
    expect(await intake('vercel', nobody, undefined)).toBe(outcome);
    expect(await samples('buildrunner_webhook_deliveries_total')).toEqual([
      'buildrunner_webhook_deliveries_total{provider="vercel",outcome="unverified"} 1',
    ]);
  });

  it('that cannot be stored are counted as failed, and the error goes on its way', async () => {
    const intake = observe.intake(() => Promise.reject(new Error('disk full')));
    await expect(intake('vercel', nobody, undefined)).rejects.toThrow('disk full');
    expect(await samples('buildrunner_webhook_deliveries_total')).toEqual([
      'buildrunner_webhook_deliveries_total{provider="vercel",outcome="failed"} 1',
    ]);
  });

  it('for a provider that somebody made up share one label', async () => {
    const intake = observe.intake(async () => ({ kind: 'unknown_provider' }));
    for (let i = 0; i < 100; i += 1) await intake(`made-up-${i}`, nobody, undefined);
    expect(await samples('buildrunner_webhook_deliveries_total')).toEqual([
      'buildrunner_webhook_deliveries_total{provider="other",outcome="unknown_provider"} 100',
    ]);
  });
});

describe('jobs', () => {
  it('are counted by kind and outcome, each try with its duration', async () => {
    const handlers = observe.handlers(
      handleAll(async (_kind, payload) => {
        elapsedMs += 300;
        if (payload && 'fail' in (payload as object)) throw (payload as { fail: Error }).fail;
      }),
    );
    await handlers['preview.refresh']({ previewId: 'pv-1' }, run);
    const failing = { previewId: 'pv-1', fail: new Error('down') };
    await expect(handlers['preview.refresh'](failing, run)).rejects.toThrow('down');
    const wait = Object.assign(new Error('wait'), { code: 'rate_limited', delayMs: 5_000 });
    const postponed = { previewId: 'pv-1', fail: wait };
    await expect(handlers['preview.refresh'](postponed, run)).rejects.toBe(wait);

    expect(await samples('buildrunner_job_runs_total')).toEqual([
      'buildrunner_job_runs_total{kind="preview.refresh",outcome="done"} 1',
      'buildrunner_job_runs_total{kind="preview.refresh",outcome="failed"} 1',
      'buildrunner_job_runs_total{kind="preview.refresh",outcome="postponed"} 1',
    ]);
    const durations = await samples('buildrunner_job_duration_seconds');
    expect(durations).toContain(
      'buildrunner_job_duration_seconds_bucket{le="0.25",kind="preview.refresh"} 0',
    );
    expect(durations).toContain('buildrunner_job_duration_seconds_bucket{le="0.5",kind="preview.refresh"} 3');
  });

  it('that are given up are counted', async () => {
    observe.onDead({ kind: 'message.deliver' });
    expect(await samples('buildrunner_dead_letters_total')).toEqual([
      'buildrunner_dead_letters_total{kind="message.deliver"} 1',
    ]);
  });
});

describe('external calls', () => {
  const call = {
    method: 'GET',
    origin: 'https://api.vercel.com',
    path: '/v2/user',
    durationMs: 40,
    bytes: 2,
  };
  const caller = { workspaceId: 'T1', integrationId: 'int-1', provider: 'vercel' };

  it.each([
    [{ status: 200 }, 'ok'],
    [{ status: 304 }, 'ok'],
    [{ status: 404 }, 'client_error'],
    [{ status: 429 }, 'rate_limited'],
    [{ status: 503 }, 'server_error'],
    [{ error: 'BLOCKED_ADDRESS' }, 'refused'],
    [{ error: 'RATE_LIMITED' }, 'postponed'],
    [{ error: 'CIRCUIT_OPEN' }, 'postponed'],
    [{ error: 'ECONNREFUSED' }, 'failed'],
    [{ status: 200, error: 'UND_ERR_BODY_TIMEOUT' }, 'failed'],
  ])('that end with %j are counted as %s', async (end, outcome) => {
    observe.onExternalCall({ ...call, caller, ...end });
    expect(await samples('buildrunner_external_calls_total')).toEqual([
      `buildrunner_external_calls_total{provider="vercel",outcome="${outcome}"} 1`,
    ]);
  });

  it('of nobody’s integration are Slack’s', async () => {
    observe.onExternalCall({ ...call, status: 200 });
    expect(await samples('buildrunner_external_calls_total')).toEqual([
      'buildrunner_external_calls_total{provider="slack",outcome="ok"} 1',
    ]);
  });

  it('tell whether the vendor is left alone', async () => {
    const rest = { since: '', until: '', failures: 5 };
    for (const [given, value] of [
      [rest, 1],
      [undefined, 0],
    ] as const) {
      observe.onRest(caller, given);
      expect(await samples('buildrunner_integration_rests')).toEqual([
        `buildrunner_integration_rests{provider="vercel",integration="int-1"} ${value}`,
      ]);
    }
  });

  it('tell what the vendor still allows, the last word counting', async () => {
    observe.onVendorLimit(caller, { remaining: 9, limit: 10, resetAt: undefined });
    observe.onVendorLimit(caller, { remaining: 8, limit: undefined, resetAt: undefined });
    expect(await samples('buildrunner_rate_limit_remaining')).toEqual([
      'buildrunner_rate_limit_remaining{provider="vercel",integration="int-1"} 8',
    ]);
  });
});
