import { randomBytes } from 'node:crypto';
import type { PretendProvider, Timers } from '../provider.ts';
import { openStateFile } from '../state-file.ts';
import { createRateLimit } from './api/rate-limit.ts';
import { apiRouter } from './api/router.ts';
import { learnCommit } from './branches.ts';
import { createEngine } from './engine.ts';
import { idsFrom, type RandomBytes } from './ids.ts';
import { linksUnder } from './links.ts';
import { renderPanel } from './panel.ts';
import { panelActs, Refused } from './panel-acts.ts';
import { worldSchema } from './world.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Growing gaps between eight attempts, the last of them 33 hours after the first: https://render.com/docs/webhooks */
export const WEBHOOK_RETRY_DELAYS_MS: readonly number[] = [
  5 * SECOND,
  5 * MINUTE,
  25 * MINUTE,
  90 * MINUTE,
  5 * HOUR,
  10 * HOUR,
  16 * HOUR,
];

export interface PretendRenderOptions {
  /** Where the answer's `api` is mounted, as browsers reach it: `http://127.0.0.1:3000/sandbox/render`. */
  baseUrl: () => string;
  /** The file in which the world outlives the process; without one it starts afresh each time. */
  statePath?: string;
  now: () => Date;
  timers: Timers;
  /** From the request to the end of a deploy: 6 seconds. */
  buildSeconds?: number;
  /** Waits before each further attempt to deliver a webhook, in milliseconds. */
  webhookRetryDelaysMs?: readonly number[];
  random?: RandomBytes;
  /** Told of what goes wrong while no request waits for an answer. */
  onError: (error: unknown) => void;
}

/** A Render of one workspace with two services that builds nothing and answers as the vendor does. */
export function createPretendRender(options: PretendRenderOptions): PretendProvider {
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
    id: 'render',
    api: apiRouter(engine, rateLimit),
    panel: () => renderPanel(engine, options.baseUrl()),
    async act(action, item, inputs) {
      const act = Object.hasOwn(acts, action) ? acts[action] : undefined;
      if (!act) return { ok: false, error: `Render's panel has no action ${action}.` };
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
      learnCommit(engine.world, push, engine.now());
      engine.commit().catch(options.onError);
    },
    onChange: engine.onChange,
    start: engine.start,
    close: engine.close,
  };
}
