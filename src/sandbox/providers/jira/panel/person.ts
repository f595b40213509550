import { choice } from '../../shared/panel.ts';
import { PEOPLE } from '../account.ts';

/** Who does it. */
export const PERSON = choice(
  'person',
  'Who',
  PEOPLE.map(({ login }) => login),
);
