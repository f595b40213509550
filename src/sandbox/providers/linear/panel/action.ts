import type { PanelAction } from '../../../page-api.ts';
import { PEOPLE } from '../account.ts';

type Input = NonNullable<PanelAction['inputs']>[number];

export function action(id: string, label: string, ...inputs: Input[]): PanelAction {
  return inputs.length > 0 ? { id, label, inputs } : { id, label };
}

export const textInput = (name: string, label: string, initial: string): Input => ({ name, label, initial });

/** What is chosen at first is the first of the options unless `initial` says otherwise. */
export const choice = (
  name: string,
  label: string,
  options: readonly string[],
  initial = options[0],
): Input => ({
  name,
  label,
  ...(initial === undefined ? {} : { initial }),
  options: [...options],
});

/** Who does it. */
export const PERSON: Input = choice(
  'person',
  'Who',
  PEOPLE.map(({ login }) => login),
);
