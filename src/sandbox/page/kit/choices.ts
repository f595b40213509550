import type { Snapshot } from '../../page-api.ts';
import { plain } from '../text/text-object.tsx';
import type { Choice } from '../ui/use-choices.ts';
import type { Element, Option, OptionGroup } from './block-kit.ts';

/** A choice, and what goes into `state.values` when it is taken: an option, or the id of a person or channel. */
export interface Candidate extends Choice {
  value: unknown;
}

/** Everything that an element with a fixed set of choices offers. */
export function candidatesOf(element: Element, { people, channels }: Snapshot): Candidate[] {
  if (element.type.endsWith('users_select')) {
    return people.map(({ id, realName, title }) => ({ key: id, label: realName, detail: title, value: id }));
  }
  if (element.type.endsWith('conversations_select') || element.type.endsWith('channels_select')) {
    return channels
      .filter(({ kind }) => kind === 'channel' || element.type.endsWith('conversations_select'))
      .map(({ id, kind, name }) => ({ key: id, label: kind === 'channel' ? `#${name}` : name, value: id }));
  }
  return (element.option_groups ?? element.options ?? []).flatMap(candidatesIn);
}

/** An option, or the options of a group, as candidates. */
export function candidatesIn(entry: Option | OptionGroup): Candidate[] {
  if (!('options' in entry)) return [candidate(entry)];
  return entry.options.map((option) => ({ ...candidate(option), group: plain(entry.label) }));
}

function candidate(option: Option): Candidate {
  return {
    key: option.value ?? option.text.text,
    label: plain(option.text),
    ...(option.description ? { detail: plain(option.description) } : {}),
    value: option,
  };
}

/** The key of the candidate that a value in `state.values` came from. */
export function keyOf(value: unknown): string {
  if (typeof value === 'string') return value;
  const option = value as Option | null;
  return option?.value ?? option?.text.text ?? '';
}
