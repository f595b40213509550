import type { PretendPlatformOptions } from '../provider.ts';
import { BUILD_SECONDS } from '../shared/builds.ts';
import { type Engine as CommonEngine, openEngine } from '../shared/engine.ts';
import { announceChanges } from './deliveries.ts';
import { deliveryRules } from './delivery-rules.ts';
import { type Ids, idsFrom } from './ids.ts';
import { nextChangeAt } from './lifecycle.ts';
import { type Links, linksUnder } from './links.ts';
import { seedWorld } from './seed.ts';
import type { Moment } from './services.ts';
import { type World, worldSchema } from './world.ts';

export interface Engine extends CommonEngine<World, Ids, Links> {
  /** Now, and how long a deploy takes from request to end. */
  moment(): Moment;
}

export function createEngine(options: PretendPlatformOptions): Engine {
  const engine = openEngine(options, {
    schema: worldSchema,
    ids: idsFrom,
    links: linksUnder,
    seed: seedWorld,
    deliveries: (world, now) => deliveryRules(world, now, options.webhookRetryDelaysMs),
    announce: ({ world, ids, now }) => announceChanges(world, now(), ids),
    nextChanges: ({ deploys }, now) => deploys.map((deploy) => nextChangeAt(deploy, now)),
  });
  const buildMs = (options.buildSeconds ?? BUILD_SECONDS) * 1000;
  return { ...engine, moment: () => ({ now: engine.now(), buildMs }) };
}
