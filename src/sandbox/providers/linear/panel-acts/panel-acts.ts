import { type Act, commonActs, found, Refused, switchesOf, textIn } from '../../shared/acts.ts';
import { TEAMS } from '../account.ts';
import type { RateLimit } from '../api/rate-limit.ts';
import type { Engine } from '../engine.ts';
import { stateOf } from '../seed.ts';
import { STATE_TYPES } from '../world.ts';
import { issueActs } from './issues.ts';

/** Every action of the panel by its id. Each changes the world or throws `Refused`; the caller commits. */
export function panelActs(engine: Engine, rateLimit: RateLimit): Readonly<Record<string, Act>> {
  const set = switchesOf(engine.world);
  return {
    ...commonActs(engine, rateLimit),
    'demote-account': set('isAdmin', false),
    'promote-account': set('isAdmin', true),
    ...workflowActs(engine),
    ...issueActs(engine),
  };
}

function workflowActs({ world, ids }: Engine): Record<string, Act> {
  return {
    'add-state'(item, inputs) {
      const team = found(
        TEAMS.find(({ key }) => key === item),
        'team',
      );
      const type = found(
        STATE_TYPES.find((candidate) => candidate === inputs.type),
        'type of state',
      );
      const name = textIn(inputs, 'name', 'A name');
      const own = world.states.filter(({ teamId }) => teamId === team.id);
      if (own.some((state) => state.name.toLowerCase() === name.toLowerCase())) {
        throw new Refused(`${team.key} has a state of that name.`);
      }
      world.states.push(stateOf(ids, team, [name, type], own.length));
    },
  };
}
