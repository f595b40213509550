import { findAccount } from '../account.ts';
import { Refused } from '../refused.ts';
import type { Inputs } from './act.ts';

/** What was typed, without blanks around; refuses where nothing was. */
export function textIn(inputs: Inputs, name: string, what: string): string {
  const text = inputs[name]?.trim();
  if (!text) throw new Refused(`${what} is needed.`);
  return text;
}

/** The login of the person chosen; Ada where none was. */
export function personIn(inputs: Inputs): string {
  const account = findAccount(inputs.person ?? 'ada');
  if (!account) throw new Refused('There is no such person.');
  return account.login;
}
