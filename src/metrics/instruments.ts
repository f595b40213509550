import { Counter, Gauge, Histogram, type Registry } from 'prom-client';

/** In seconds: from an answer at once to the longest that a call or a job may take. */
const DURATIONS = [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

/**
 * Everything that is counted, under Prometheus' naming rules (https://prometheus.io/docs/practices/naming). No label
 * holds what a person or a vendor typed: each has a bounded set of values, see `LABELS`.
 */
export function createInstruments(registry: Registry) {
  const registers = [registry];
  return {
    buildInfo: new Gauge({
      name: 'buildrunner_build_info',
      help: 'Always 1; the label tells which BuildRunner this is.',
      labelNames: ['version'],
      registers,
    }),
    deliveries: new Counter({
      name: 'buildrunner_webhook_deliveries_total',
      help: 'Webhook deliveries that came in: accepted (stored), ignored, unverified (401), not_understood (400), closed (no secret is known), unknown_provider, failed (could not be stored).',
      labelNames: ['provider', 'outcome'],
      registers,
    }),
    jobRuns: new Counter({
      name: 'buildrunner_job_runs_total',
      help: 'Tries of jobs: done, failed (tried again, or a dead letter), postponed (for a limit, or since the vendor does not answer).',
      labelNames: ['kind', 'outcome'],
      registers,
    }),
    jobDuration: new Histogram({
      name: 'buildrunner_job_duration_seconds',
      help: 'How long one try of a job took.',
      labelNames: ['kind'],
      buckets: DURATIONS,
      registers,
    }),
    deadLetters: new Counter({
      name: 'buildrunner_dead_letters_total',
      help: 'Jobs given up since the start.',
      labelNames: ['kind'],
      registers,
    }),
    jobs: new Gauge({
      name: 'buildrunner_jobs',
      help: 'Jobs in the queue now: ready (its depth), running, dead (dead letters that wait for a person).',
      labelNames: ['kind', 'state'],
      registers,
    }),
    oldestDueJob: new Gauge({
      name: 'buildrunner_oldest_due_job_age_seconds',
      help: 'How long the longest waiting job has been due; absent where none is.',
      labelNames: ['kind'],
      registers,
    }),
    externalCalls: new Counter({
      name: 'buildrunner_external_calls_total',
      help: 'HTTP requests to vendors and Slack: ok, rate_limited (429), client_error, server_error, refused (by the outbound guard), postponed (not sent: the allowance is used up, or the vendor rests), failed (no answer).',
      labelNames: ['provider', 'outcome'],
      registers,
    }),
    externalCallDuration: new Histogram({
      name: 'buildrunner_external_call_duration_seconds',
      help: 'From a request to the end of its answer.',
      labelNames: ['provider'],
      buckets: DURATIONS,
      registers,
    }),
    rateLimitRemaining: new Gauge({
      name: 'buildrunner_rate_limit_remaining',
      help: 'Requests that the vendor said it still allows in its window, when last heard.',
      labelNames: ['provider', 'integration'],
      registers,
    }),
    circuitBroken: new Gauge({
      name: 'buildrunner_integration_rests',
      help: '1 while no calls are made for an integration since its vendor does not answer, 0 once it has answered again.',
      labelNames: ['provider', 'integration'],
      registers,
    }),
    slackCalls: new Counter({
      name: 'buildrunner_slack_calls_total',
      help: 'Calls of Slack’s Web API, posts being chat.postMessage: ok, rate_limited, refused (Slack said no), failed (no answer).',
      labelNames: ['method', 'outcome'],
      registers,
    }),
    previews: new Gauge({
      name: 'buildrunner_previews',
      help: 'Previews that are known now: requested, queued, building, ready, failed, cancelled, expiring, expired.',
      labelNames: ['state'],
      registers,
    }),
    freeBytes: new Gauge({
      name: 'buildrunner_data_dir_free_bytes',
      help: 'Space left where DATA_DIR is.',
      registers,
    }),
  };
}

export type Instruments = ReturnType<typeof createInstruments>;

/** What each of our labels may hold, for people. */
export const LABELS: Readonly<Record<string, string>> = {
  version: 'the version in `package.json`',
  provider: 'a provider with a manifest, `slack`, or `other` where a webhook named none of them',
  kind: 'a kind of job (`JobKinds` in `src/jobs/job.ts`)',
  integration: 'the id of a configured integration, or `none` of one that is being configured',
  method: 'a method of Slack’s Web API that BuildRunner calls, or `other`: a response URL, an upload',
  outcome: 'as the metric says',
  state: 'as the metric says',
};
