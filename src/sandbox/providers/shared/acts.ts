import { removeWebhook, type Switches, type Webhooks } from './deliveries.ts';

/** What a person cannot do in the panel, in words to show them. */
export class Refused extends Error {}

/** What a person typed, by the names of the action's inputs. */
export type Inputs = Readonly<Record<string, string>>;

/** Does one action; `item` is the id of the item it stands at. Throws `Refused` where it cannot be done. */
export type Act = (item: string, inputs: Inputs) => void;

/** The thing itself; refuses where it is no longer there. */
export function found<Thing>(thing: Thing | undefined, what: string): Thing {
  if (thing === undefined) throw new Refused(`There is no such ${what} any more.`);
  return thing;
}

/** What was typed, without blanks around; refuses where nothing was. */
export function textIn(inputs: Inputs, name: string, what: string): string {
  const text = inputs[name]?.trim();
  if (!text) throw new Refused(`${what} is needed.`);
  return text;
}

/** The one of `options` that was chosen; refuses any other. */
export function choiceIn<Choice extends string>(
  inputs: Inputs,
  name: string,
  what: string,
  options: readonly Choice[],
): Choice {
  const chosen = options.find((option) => option === inputs[name]);
  if (chosen === undefined) throw new Refused(`Choose ${what}: ${options.join(', ')}.`);
  return chosen;
}

/** Turns switches of the world on and off: `set('webhooksDropped', true)`. */
export function switchesOf<World>(world: World) {
  return <Key extends keyof World>(key: Key, value: World[Key]): Act =>
    () => {
      world[key] = value;
    };
}

/** The acts that every panel has: on the token, its requests, and the webhooks. */
export function commonActs<Id extends string | number>(
  { world, now }: { world: Switches & Webhooks<Id>; now: () => number },
  rateLimit: { exhaust(): void },
): Record<string, Act> {
  const set = switchesOf(world);
  const named =
    (name: string) =>
    ({ id }: { id: string | number }) =>
      String(id) === name;
  return {
    'revoke-token': set('tokenRevoked', true),
    'restore-token': set('tokenRevoked', false),
    'drop-webhooks': set('webhooksDropped', true),
    'deliver-webhooks': set('webhooksDropped', false),
    'send-twice': set('webhooksDoubled', true),
    'send-once': set('webhooksDoubled', false),
    'exhaust-rate-limit': () => rateLimit.exhaust(),
    'delete-webhook': (item) => removeWebhook(world, found(world.webhooks.find(named(item)), 'webhook')),
    'send-again'(item) {
      const delivery = found(world.deliveries.find(named(item)), 'delivery');
      if (!world.webhooks.some(({ id }) => id === delivery.webhookId)) {
        throw new Refused('Its webhook has been deleted.');
      }
      delivery.dueAt = now();
    },
  };
}
