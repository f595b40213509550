import { found, type Inputs } from '../../shared/acts.ts';
import { findAccount } from '../account.ts';

/** The login of the person chosen; Ada where none was. */
export function personIn({ person = 'ada' }: Inputs): string {
  return found(findAccount(person), 'person').login;
}
