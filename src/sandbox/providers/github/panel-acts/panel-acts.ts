import type { RateLimit } from '../api/rate-limit.ts';
import { removeWebhook } from '../deliveries.ts';
import type { Engine } from '../engine.ts';
import { PERMISSIONS } from '../permissions.ts';
import { found, Refused } from '../refused.ts';
import type { Act, Inputs } from './act.ts';
import { codeActs } from './code.ts';
import { issueActs } from './issues.ts';
import { pullRequestActs } from './pull-requests.ts';

/** Every action of the panel by its id. Each changes the world or throws `Refused`; the caller commits. */
export function panelActs(engine: Engine, rateLimit: RateLimit): Readonly<Record<string, Act>> {
  return {
    ...accountActs(engine, rateLimit),
    ...webhookActs(engine),
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
    'revoke-token'() {
      world.tokenRevoked = true;
    },
    'restore-token'() {
      world.tokenRevoked = false;
    },
    'withhold-permission'(_item, inputs) {
      world.withheld = [...new Set([...world.withheld, permissionOf(inputs)])];
    },
    'give-permissions'() {
      world.withheld = [];
    },
    'exhaust-rate-limit': () => rateLimit.exhaust(),
    'secondary-rate-limit': () => rateLimit.irritate(),
  };
}

function webhookActs(engine: Engine): Record<string, Act> {
  const { world } = engine;
  const set = (key: 'webhooksDropped' | 'webhooksDoubled', value: boolean) => () => {
    world[key] = value;
  };
  return {
    'drop-webhooks': set('webhooksDropped', true),
    'deliver-webhooks': set('webhooksDropped', false),
    'send-twice': set('webhooksDoubled', true),
    'send-once': set('webhooksDoubled', false),
    'delete-webhook'(item) {
      const webhook = world.webhooks.find(({ id }) => String(id) === item);
      removeWebhook(world, found(webhook, 'webhook'));
    },
    redeliver(item) {
      const delivery = found(
        world.deliveries.find(({ guid }) => guid === item),
        'delivery',
      );
      if (delivery.dueAt !== null) throw new Refused('That delivery is on its way already.');
      delivery.dueAt = engine.now();
    },
  };
}
