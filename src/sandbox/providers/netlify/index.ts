import { randomBytes } from 'node:crypto';
import type { PretendProvider, Timers } from '../provider.ts';
import { openStateFile } from '../state-file.ts';
import type { RandomBytes } from '../vercel/ids.ts';
import { createRateLimit } from './api/rate-limit.ts';
import { apiRouter } from './api/router.ts';
import { learnCommit } from './branches.ts';
import { createEngine } from './engine.ts';
import { idsFrom } from './ids.ts';
import { linksUnder } from './links.ts';
import { netlifyPanel } from './panel.ts';
import { panelActs, Refused } from './panel-acts.ts';
import { worldSchema } from './world.ts';

const SECOND = 1000;

/** Netlify documents neither whether nor when it sends a webhook again: a few times, so that both are met. */
export const WEBHOOK_RETRY_DELAYS_MS: readonly number[] = [SECOND, 5 * SECOND, 30 * SECOND, 300 * SECOND];

export interface PretendNetlifyOptions {
  /** Where the answer's `api` is mounted, as browsers reach it: `http://127.0.0.1:3000/sandbox/netlify`. */
  baseUrl: () => string;
  /** The file in which the world outlives the process; without one it starts afresh each time. */
  statePath?: string;
  now: () => Date;
  timers: Timers;
  /** From the request to the end of a build: 6 seconds. */
  buildSeconds?: number;
  /** Waits before each further attempt to deliver a webhook, in milliseconds. */
  webhookRetryDelaysMs?: readonly number[];
  random?: RandomBytes;
  /** Told of what goes wrong while no request waits for an answer. */
  onError: (error: unknown) => void;
}

/** A Netlify of one account and one site that builds nothing and answers as the vendor does. */
export function createPretendNetlify(options: PretendNetlifyOptions): PretendProvider {
  const now = () => options.now().getTime();
  const engine = createEngine({
    file: openStateFile(options.statePath, (value) => worldSchema.parse(value)),
    ids: idsFrom(options.random ?? randomBytes),
    links: linksUnder(options.baseUrl),
    timers: options.timers,
    now,
    buildMs: (options.buildSeconds ?? 6) * SECOND,
    webhookRetryDelaysMs: options.webhookRetryDelaysMs ?? WEBHOOK_RETRY_DELAYS_MS,
    onError: options.onError,
  });
  const rateLimit = createRateLimit(now);
  const acts = panelActs(engine, rateLimit);

  return {
    id: 'netlify',
    api: apiRouter(engine, rateLimit),
    panel: () => netlifyPanel(engine, options.baseUrl()),
    async act(action, item, inputs) {
      const act = Object.hasOwn(acts, action) ? acts[action] : undefined;
      if (!act) return { ok: false, error: `Netlify's panel has no action ${action}.` };
      try {
        act(item ?? '', inputs);
      } catch (error) {
        if (error instanceof Refused) return { ok: false, error: error.message };
        throw error;
      }
      await engine.commit();
      return { ok: true };
    },
    learn(push) {
      learnCommit(engine.world, push);
      engine.commit().catch(options.onError);
    },
    onChange: engine.onChange,
    start: engine.start,
    close: engine.close,
  };
}
