import type { PretendOptions } from '../provider.ts';
import { type Engine as CommonEngine, openEngine } from '../shared/engine.ts';
import { DELIVERY_RULES } from './delivery-rules.ts';
import { type Ids, idsFrom } from './ids.ts';
import { type Links, linksUnder } from './links.ts';
import { seedWorld } from './seed.ts';
import { type World, worldSchema } from './world.ts';

export interface Engine extends CommonEngine<World, Ids, Links> {
  /** For an issue, a comment, a change or a webhook. */
  nextId(): string;
}

export function createEngine(options: PretendOptions): Engine {
  const engine = openEngine(options, {
    schema: worldSchema,
    ids: idsFrom,
    links: linksUnder,
    seed: seedWorld,
    deliveries: () => DELIVERY_RULES,
  });
  return {
    ...engine,
    nextId() {
      engine.world.lastId += 1;
      return String(engine.world.lastId);
    },
  };
}
