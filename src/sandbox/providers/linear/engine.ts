import type { PretendOptions } from '../provider.ts';
import { type Engine as CommonEngine, openEngine } from '../shared/engine.ts';
import { DELIVERY_RULES } from './delivery-rules.ts';
import { type Ids, idsFrom } from './ids.ts';
import { type Links, linksUnder } from './links.ts';
import { seedWorld } from './seed.ts';
import { type World, worldSchema } from './world.ts';

export interface Engine extends CommonEngine<World, Ids, Links> {
  /** The number of a change that has just been made. */
  nextSyncId(): number;
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
    nextSyncId() {
      engine.world.lastSyncId += 1;
      return engine.world.lastSyncId;
    },
  };
}
