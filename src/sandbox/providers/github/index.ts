import { randomBytes } from 'node:crypto';
import type { PretendProvider, Timers } from '../provider.ts';
import { openStateFile } from '../state-file.ts';
import { createRateLimit } from './api/rate-limit.ts';
import { apiRouter } from './api/router.ts';
import { createEngine, type Push } from './engine.ts';
import { idsFrom, type RandomBytes } from './ids.ts';
import { linksUnder } from './links.ts';
import { githubPanel } from './panel/panel.ts';
import { panelActs } from './panel-acts/panel-acts.ts';
import { Refused } from './refused.ts';
import { worldSchema } from './world.ts';

export type { Push } from './engine.ts';

export interface PretendGitHubOptions {
  /** Where the answer's `api` is mounted, as browsers reach it: `http://127.0.0.1:3000/sandbox/github`. */
  baseUrl: () => string;
  /** The file in which the world outlives the process; without one it starts afresh each time. */
  statePath?: string;
  now: () => Date;
  /** Nothing here waits: GitHub sends a webhook at once and once. Taken so that all providers are made alike. */
  timers: Timers;
  random?: RandomBytes;
  /** Told of what goes wrong while no request waits for an answer. */
  onError: (error: unknown) => void;
}

export interface PretendGitHub extends PretendProvider {
  /**
   * Calls `listener` with every commit that reaches a branch, for pretend platforms that deploy what is pushed;
   * answers the way to stop that.
   */
  onPush(listener: (push: Push) => void): () => void;
}

/** A GitHub of one organization and one repository that answers as the vendor does. */
export function createPretendGitHub(options: PretendGitHubOptions): PretendGitHub {
  const now = () => options.now().getTime();
  const engine = createEngine({
    file: openStateFile(options.statePath, (value) => worldSchema.parse(value)),
    ids: idsFrom(options.random ?? randomBytes),
    links: linksUnder(options.baseUrl),
    now,
    onError: options.onError,
  });
  const rateLimit = createRateLimit(now);
  const acts = panelActs(engine, rateLimit);

  return {
    id: 'github',
    api: apiRouter(engine, rateLimit),
    panel: () => githubPanel(engine, options.baseUrl()),
    async act(action, item, inputs) {
      const act = Object.hasOwn(acts, action) ? acts[action] : undefined;
      if (!act) return { ok: false, error: `GitHub's panel has no action ${action}.` };
      try {
        act(item ?? '', inputs);
      } catch (error) {
        if (error instanceof Refused) return { ok: false, error: error.message };
        throw error;
      }
      await engine.commit();
      return { ok: true };
    },
    onPush: engine.onPush,
    onChange: engine.onChange,
    start: engine.start,
    close: engine.close,
  };
}
