import type { PretendPlatformOptions } from '../provider.ts';
import { BUILD_SECONDS } from '../shared/builds.ts';
import { type Engine as CommonEngine, openEngine } from '../shared/engine.ts';
import { announceChanges } from './deliveries.ts';
import { deliveryRules } from './delivery-rules.ts';
import { type Ids, idsFrom } from './ids.ts';
import { nextChangeAt } from './lifecycle.ts';
import { type Links, linksUnder } from './links.ts';
import { seedWorld } from './seed.ts';
import { type World, worldSchema } from './world.ts';

export interface Engine extends CommonEngine<World, Ids, Links> {
  /** How long a build takes from request to end, in milliseconds. */
  readonly buildMs: number;
}

export function createEngine(options: PretendPlatformOptions): Engine {
  const engine = openEngine(options, {
    schema: worldSchema,
    ids: idsFrom,
    links: linksUnder,
    seed: seedWorld,
    deliveries: () => deliveryRules(options.webhookRetryDelaysMs),
    announce: ({ world, ids, links, now }) => announceChanges(world, now(), ids, links),
    nextChanges: ({ deployments }, now) => deployments.map((deployment) => nextChangeAt(deployment, now)),
  });
  return { ...engine, buildMs: (options.buildSeconds ?? BUILD_SECONDS) * 1000 };
}
