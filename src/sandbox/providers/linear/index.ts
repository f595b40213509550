import { randomBytes } from 'node:crypto';
import type { PretendProvider, Timers } from '../provider.ts';
import { openStateFile } from '../state-file.ts';
import { createRateLimit } from './api/rate-limit.ts';
import { apiRouter } from './api/router.ts';
import { createEngine } from './engine.ts';
import { idsFrom, type RandomBytes } from './ids.ts';
import { linksUnder } from './links.ts';
import { linearPanel } from './panel/panel.ts';
import { panelActs } from './panel-acts/panel-acts.ts';
import { Refused } from './refused.ts';
import { worldSchema } from './world.ts';

export interface PretendLinearOptions {
  /** Where the answer's `api` is mounted, as browsers reach it: `http://127.0.0.1:3000/sandbox/linear`. */
  baseUrl: () => string;
  /** The file in which the world outlives the process; without one it starts afresh each time. */
  statePath?: string;
  now: () => Date;
  timers: Timers;
  random?: RandomBytes;
  /** Told of what goes wrong while no request waits for an answer. */
  onError: (error: unknown) => void;
}

/** A Linear of one workspace and two teams that runs GraphQL as the vendor does, on the part of its schema in use. */
export function createPretendLinear(options: PretendLinearOptions): PretendProvider {
  const now = () => options.now().getTime();
  const engine = createEngine({
    file: openStateFile(options.statePath, (value) => worldSchema.parse(value)),
    ids: idsFrom(options.random ?? randomBytes),
    links: linksUnder(options.baseUrl),
    timers: options.timers,
    now,
    onError: options.onError,
  });
  const rateLimit = createRateLimit(now);
  const acts = panelActs(engine, rateLimit);

  return {
    id: 'linear',
    api: apiRouter(engine, rateLimit),
    panel: () => linearPanel(engine, options.baseUrl()),
    async act(action, item, inputs) {
      const act = Object.hasOwn(acts, action) ? acts[action] : undefined;
      if (!act) return { ok: false, error: `Linear's panel has no action ${action}.` };
      try {
        act(item ?? '', inputs);
      } catch (error) {
        if (error instanceof Refused) return { ok: false, error: error.message };
        throw error;
      }
      await engine.commit();
      return { ok: true };
    },
    onChange: engine.onChange,
    start: engine.start,
    close: engine.close,
  };
}
