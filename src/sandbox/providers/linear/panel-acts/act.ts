import { PEOPLE, type Person } from '../account.ts';
import { found, Refused } from '../refused.ts';

/** What a person typed, by the names of the action's inputs. */
export type Inputs = Readonly<Record<string, string>>;

/** Does one action; `item` is the id of the item it stands at. Throws `Refused` where it cannot be done. */
export type Act = (item: string, inputs: Inputs) => void;

/** What was typed, without blanks around; refuses where nothing was. */
export function textIn(inputs: Inputs, name: string, what: string): string {
  const text = inputs[name]?.trim();
  if (!text) throw new Refused(`${what} is needed.`);
  return text;
}

/** The person chosen; Ada where none was. */
export function personIn({ person = 'ada' }: Inputs): Person {
  return personNamed(person);
}

export function personNamed(login: string): Person {
  return found(
    PEOPLE.find((person) => person.login === login),
    'person',
  );
}
