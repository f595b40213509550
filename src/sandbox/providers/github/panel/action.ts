import type { PanelAction } from '../../../page-api.ts';
import { PEOPLE } from '../account.ts';

type Input = NonNullable<PanelAction['inputs']>[number];

export function action(id: string, label: string, ...inputs: Input[]): PanelAction {
  return inputs.length > 0 ? { id, label, inputs } : { id, label };
}

/** Who does it. */
export const PERSON: Input = {
  name: 'person',
  label: 'Who',
  initial: 'ada',
  options: PEOPLE.map(({ login }) => login),
};

export const textInput = (name: string, label: string, initial: string): Input => ({ name, label, initial });

export const choice = (name: string, label: string, options: readonly string[]): Input => ({
  name,
  label,
  ...(options[0] === undefined ? {} : { initial: options[0] }),
  options: [...options],
});
