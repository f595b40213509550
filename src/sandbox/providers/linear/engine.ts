import type { Timers } from '../provider.ts';
import type { StateFile } from '../state-file.ts';
import { createCourier } from './courier.ts';
import type { Ids } from './ids.ts';
import type { Links } from './links.ts';
import { seedWorld } from './seed.ts';
import type { World } from './world.ts';

/** The world, the clock and what moves with it. Whoever changes the world calls `commit` before answering. */
export interface Engine {
  readonly world: World;
  readonly ids: Ids;
  readonly links: Links;
  /** Epoch milliseconds. */
  now(): number;
  /** The number of a change that has just been made. */
  nextSyncId(): number;
  /** Resolves once the world is safe on disk; only then are webhooks sent. */
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
  /** Told of a failure that no request is there to answer for: the state file cannot be written. */
  onError: (error: unknown) => void;
}

export function createEngine({ file, ids, links, timers, now, onError }: EngineParts): Engine {
  const world = file.read() ?? seedWorld(now(), ids);
  const listeners = new Set<() => void>();
  const background = () => void commit().catch(onError);
  const courier = createCourier({ now, settled: background });
  let running = false;
  let disarm = () => {};

  async function commit(): Promise<void> {
    await file.save(world);
    for (const listener of listeners) listener();
    if (!running) return;
    courier.sendDue(world.deliveries);
    arm();
  }

  /** One timer for all deliveries: it rings when the next one is due. */
  function arm(): void {
    disarm();
    const due = courier.nextDueAt(world.deliveries);
    if (due !== undefined) disarm = timers.after(Math.max(0, due - now()), background);
  }

  return {
    world,
    ids,
    links,
    now,
    commit,
    nextSyncId() {
      world.lastSyncId += 1;
      return world.lastSyncId;
    },
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
