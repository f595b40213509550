import { type Act, commonActs, switchesOf } from '../../shared/acts.ts';
import type { RateLimit } from '../api/rate-limit.ts';
import type { Engine } from '../engine.ts';
import { issueActs } from './issues.ts';

/** Every action of the panel by its id. Each changes the world or throws `Refused`; the caller commits. */
export function panelActs(engine: Engine, rateLimit: RateLimit): Readonly<Record<string, Act>> {
  const set = switchesOf(engine.world);
  return {
    ...commonActs(engine, rateLimit),
    'demote-account': set('isAdmin', false),
    'promote-account': set('isAdmin', true),
    'stop-index'() {
      engine.world.indexedUntil = engine.now();
    },
    'catch-up-index': set('indexedUntil', null),
    ...issueActs(engine),
  };
}
