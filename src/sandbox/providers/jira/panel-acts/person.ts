import { found, type Inputs } from '../../shared/acts.ts';
import { PEOPLE, type Person } from '../account.ts';

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
