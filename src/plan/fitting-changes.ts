import type { MicrostepChanges } from '../store/microsteps.ts';
import { cleanDescription, cleanTitle, LONGEST_DESCRIPTION, LONGEST_TITLE } from './microstep-fields.ts';

/**
 * What came from elsewhere, made to keep the rules that people here are held to: texts are cleaned and cut where they
 * are too long, and an empty title changes nothing. Refusing it instead would stop the sync of an issue for ever.
 */
export function fittingChanges({ title, description, ...rest }: MicrostepChanges): MicrostepChanges {
  const fitting = title === undefined ? '' : cut(cleanTitle(title), LONGEST_TITLE);
  return {
    ...rest,
    ...(fitting === '' ? {} : { title: fitting }),
    ...(description === undefined
      ? {}
      : { description: cut(cleanDescription(description), LONGEST_DESCRIPTION) }),
  };
}

/** Never cuts a character in two. */
function cut(text: string, max: number): string {
  if (text.length <= max) return text;
  return `${text
    .slice(0, max - 1)
    .replace(/[\ud800-\udbff]$/, '')
    .trimEnd()}…`;
}
