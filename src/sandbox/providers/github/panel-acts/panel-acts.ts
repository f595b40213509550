import { type Act, commonActs, found, type Inputs } from '../../shared/acts.ts';
import type { RateLimit } from '../api/rate-limit.ts';
import type { Engine } from '../engine.ts';
import { PERMISSIONS } from '../permissions.ts';
import { codeActs } from './code.ts';
import { issueActs } from './issues.ts';
import { pullRequestActs } from './pull-requests.ts';

/** Every action of the panel by its id. Each changes the world or throws `Refused`; the caller commits. */
export function panelActs(engine: Engine, rateLimit: RateLimit): Readonly<Record<string, Act>> {
  return {
    ...commonActs(engine, rateLimit),
    ...accountActs(engine, rateLimit),
    ...codeActs(engine),
    ...pullRequestActs(engine),
    ...issueActs(engine),
  };
}

function accountActs({ world }: Engine, rateLimit: RateLimit): Record<string, Act> {
  const permissionOf = ({ permission }: Inputs) =>
    found(
      PERMISSIONS.find((name) => name === permission),
      'permission',
    );
  return {
    'withhold-permission'(_item, inputs) {
      world.withheld = [...new Set([...world.withheld, permissionOf(inputs)])];
    },
    'give-permissions'() {
      world.withheld = [];
    },
    'secondary-rate-limit': () => rateLimit.irritate(),
  };
}
