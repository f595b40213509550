import type { StateFile } from '../state-file.ts';
import { createCourier } from './courier.ts';
import type { Ids } from './ids.ts';
import type { Links } from './links.ts';
import { seedWorld } from './seed.ts';
import type { Commit, World } from './world.ts';

/** A commit that reached a branch. */
export interface Push {
  branch: string;
  commit: Pick<Commit, 'sha' | 'message' | 'author'>;
}

/** The world, the clock and what moves with it. Whoever changes the world calls `commit` before answering. */
export interface Engine {
  readonly world: World;
  readonly ids: Ids;
  readonly links: Links;
  /** Epoch milliseconds. */
  now(): number;
  nextId(): number;
  nextNumber(): number;
  /** Resolves once the world is safe on disk; only then are pushes told and webhooks sent. */
  commit(): Promise<void>;
  /** Tells the listeners of a push at once: a webhook about it must find them knowing. */
  pushed(push: Push): void;
  onPush(listener: (push: Push) => void): () => void;
  onChange(listener: () => void): () => void;
  start(): void;
  close(): Promise<void>;
}

export interface EngineParts {
  file: StateFile<World>;
  ids: Ids;
  links: Links;
  now: () => number;
  /** Told of a failure that no request is there to answer for: the state file cannot be written. */
  onError: (error: unknown) => void;
}

export function createEngine({ file, ids, links, now, onError }: EngineParts): Engine {
  const world = file.read() ?? seedWorld(now(), ids);
  const changeListeners = new Set<() => void>();
  const pushListeners = new Set<(push: Push) => void>();
  const background = () => void commit().catch(onError);
  const courier = createCourier(background);
  let running = false;

  async function commit(): Promise<void> {
    await file.save(world);
    for (const listener of changeListeners) listener();
    if (running) courier.sendDue(world.deliveries);
  }

  return {
    world,
    ids,
    links,
    now,
    commit,
    nextId() {
      world.lastId += 1;
      return world.lastId;
    },
    nextNumber() {
      world.lastNumber += 1;
      return world.lastNumber;
    },
    pushed(push) {
      for (const listener of pushListeners) listener(push);
    },
    onPush: (listener) => listening(pushListeners, listener),
    onChange: (listener) => listening(changeListeners, listener),
    start() {
      running = true;
      background();
    },
    async close() {
      running = false;
      await courier.close();
      await file.settled();
    },
  };
}

function listening<Listener>(listeners: Set<Listener>, listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
