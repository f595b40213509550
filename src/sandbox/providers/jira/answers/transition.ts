import type { Links } from '../links.ts';
import type { Transition } from '../workflow.ts';
import { fieldName } from './field.ts';
import { statusAnswer } from './project.ts';

/** A transition that is open; the fields of its screen are told only where they were asked for. */
export function transitionAnswer(
  links: Links,
  { id, name, from, to, demands = [] }: Transition,
  full: boolean,
) {
  const fields = demands.map((field) => [
    field,
    {
      required: true,
      schema: { type: 'string' },
      name: fieldName(field),
      key: field,
      hasDefaultValue: false,
      operations: ['set'],
    },
  ]);
  return {
    id,
    name,
    to: statusAnswer(links, to),
    hasScreen: demands.length > 0,
    isGlobal: from === undefined,
    isInitial: false,
    isAvailable: true,
    isConditional: false,
    isLooped: false,
    ...(full ? { fields: Object.fromEntries(fields) } : {}),
  };
}
