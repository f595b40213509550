import { TEAMS } from '../account.ts';
import type { RateLimit } from '../api/rate-limit.ts';
import { removeWebhook } from '../deliveries.ts';
import type { Engine } from '../engine.ts';
import { found, Refused } from '../refused.ts';
import { stateOf } from '../seed.ts';
import { STATE_TYPES } from '../world.ts';
import { type Act, textIn } from './act.ts';
import { issueActs } from './issues.ts';

/** Every action of the panel by its id. Each changes the world or throws `Refused`; the caller commits. */
export function panelActs(engine: Engine, rateLimit: RateLimit): Readonly<Record<string, Act>> {
  return {
    ...switches(engine, rateLimit),
    ...workflowActs(engine),
    ...webhookActs(engine),
    ...issueActs(engine),
  };
}

function switches({ world }: Engine, rateLimit: RateLimit): Record<string, Act> {
  type Switch = 'tokenRevoked' | 'isAdmin' | 'webhooksDropped' | 'webhooksDoubled';
  const set = (key: Switch, value: boolean) => () => {
    world[key] = value;
  };
  return {
    'revoke-token': set('tokenRevoked', true),
    'restore-token': set('tokenRevoked', false),
    'demote-account': set('isAdmin', false),
    'promote-account': set('isAdmin', true),
    'drop-webhooks': set('webhooksDropped', true),
    'deliver-webhooks': set('webhooksDropped', false),
    'send-twice': set('webhooksDoubled', true),
    'send-once': set('webhooksDoubled', false),
    'exhaust-rate-limit': () => rateLimit.exhaust(),
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

function webhookActs({ world, now }: Engine): Record<string, Act> {
  return {
    'delete-webhook'(item) {
      const webhook = world.webhooks.find(({ id }) => id === item);
      removeWebhook(world, found(webhook, 'webhook'));
    },
    redeliver(item) {
      const delivery = found(
        world.deliveries.find(({ id }) => id === item),
        'delivery',
      );
      if (!world.webhooks.some(({ id }) => id === delivery.webhookId)) {
        throw new Refused('Its webhook has been deleted.');
      }
      delivery.dueAt = now();
    },
  };
}
