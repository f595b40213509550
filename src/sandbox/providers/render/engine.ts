import type { Timers } from '../provider.ts';
import type { StateFile } from '../state-file.ts';
import { createCourier } from './courier.ts';
import { announceChanges, disableWebhook } from './deliveries.ts';
import type { Ids } from './ids.ts';
import { nextChangeAt } from './lifecycle.ts';
import type { Links } from './links.ts';
import { seedWorld } from './seed.ts';
import type { Moment } from './services.ts';
import type { World } from './world.ts';

/** The world, the clock and what moves with it. Whoever changes the world calls `commit` before answering. */
export interface Engine {
  readonly world: World;
  readonly ids: Ids;
  readonly links: Links;
  /** Epoch milliseconds. */
  now(): number;
  /** Now, and how long a deploy takes from request to end. */
  moment(): Moment;
  /** Makes out what webhooks are due, resolves once the world is safe on disk, and only then sends them. */
  commit(): Promise<void>;
  onChange(listener: () => void): () => void;
  start(): void;
  close(): Promise<void>;
}

export interface EngineParts {
  file: StateFile<World>;
  ids: Ids;
  links: Links;
  timers: Timers;
  now: () => number;
  buildMs: number;
  webhookRetryDelaysMs: readonly number[];
  /** Told of a failure that no request is there to answer for: the state file cannot be written. */
  onError: (error: unknown) => void;
}

export function createEngine(parts: EngineParts): Engine {
  const { file, ids, links, timers, now, buildMs } = parts;
  const world = file.read() ?? seedWorld(now(), ids);
  const listeners = new Set<() => void>();
  const background = () => void commit().catch(parts.onError);
  const courier = createCourier({
    now,
    retryDelaysMs: parts.webhookRetryDelaysMs,
    secretOf: (webhookId) => world.webhooks.find(({ id }) => id === webhookId)?.secret,
    givenUp: ({ webhookId }) => disableWebhook(world, webhookId),
    settled: background,
  });
  let running = false;
  let disarm = () => {};

  async function commit(): Promise<void> {
    announceChanges(world, now(), ids);
    await file.save(world);
    for (const listener of listeners) listener();
    if (!running) return;
    courier.sendDue(world.deliveries, now());
    arm();
  }

  /** One timer for everything: it rings when the next thing is due. */
  function arm(): void {
    disarm();
    const time = now();
    const due = [
      ...world.deploys.map((deploy) => nextChangeAt(deploy, time)),
      courier.nextDueAt(world.deliveries),
    ].filter((at) => at !== undefined);
    if (due.length > 0) disarm = timers.after(Math.max(0, Math.min(...due) - time), background);
  }

  return {
    world,
    ids,
    links,
    now,
    moment: () => ({ now: now(), buildMs }),
    commit,
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    start() {
      running = true;
      background();
    },
    async close() {
      running = false;
      disarm();
      await courier.close();
      await file.settled();
    },
  };
}
