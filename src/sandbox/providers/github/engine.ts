import type { HostedPush, PretendOptions } from '../provider.ts';
import { type Engine as CommonEngine, openEngine } from '../shared/engine.ts';
import { DELIVERY_RULES } from './delivery-rules.ts';
import { type Ids, idsFrom } from './ids.ts';
import { type Links, linksUnder } from './links.ts';
import { seedWorld } from './seed.ts';
import { type World, worldSchema } from './world.ts';

export interface Engine extends CommonEngine<World, Ids, Links> {
  nextId(): number;
  nextNumber(): number;
  /** Tells the listeners of a push at once: a webhook about it must find them knowing. */
  pushed(push: HostedPush): void;
  onPush(listener: (push: HostedPush) => void): () => void;
}

export function createEngine(options: PretendOptions): Engine {
  const engine = openEngine(options, {
    schema: worldSchema,
    ids: idsFrom,
    links: linksUnder,
    seed: seedWorld,
    deliveries: () => DELIVERY_RULES,
  });
  const { world } = engine;
  const listeners = new Set<(push: HostedPush) => void>();
  return {
    ...engine,
    nextId() {
      world.lastId += 1;
      return world.lastId;
    },
    nextNumber() {
      world.lastNumber += 1;
      return world.lastNumber;
    },
    pushed(push) {
      for (const listener of listeners) listener(push);
    },
    onPush(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
