import type { Block } from '../../page-api.ts';
import { type Field, fieldsOf } from './block-kit.ts';
import { type ElementState, holdsValue, initialState, stateWith } from './element-state.ts';

/** Slack's `state.values`: by block id, then by action id. */
export type SurfaceState = Readonly<Record<string, Readonly<Record<string, ElementState>>>>;

/**
 * The state of a whole message or view: what was typed where something was, else what each element begins
 * with. What was typed into fields that `blocks` no longer has is left out; that is how Slack carries input
 * over a `views.update`: same block id and action id, same input.
 */
export function surfaceState(blocks: Block[], typed: SurfaceState, conversation?: string): SurfaceState {
  const entries = blocks.flatMap((block) => {
    const fields = fieldsOf(block).filter(({ element }) => holdsValue(element));
    return fields.length === 0
      ? []
      : [
          [
            fields[0]?.blockId ?? '',
            Object.fromEntries(fields.map((field) => entry(field, typed, conversation))),
          ],
        ];
  });
  return Object.fromEntries(entries);
}

function entry({ blockId, actionId, element }: Field, typed: SurfaceState, conversation?: string) {
  const kept = typed[blockId]?.[actionId];
  return [actionId, kept?.type === element.type ? kept : initialState(element, conversation)] as const;
}

/** `state` with one field's value set. */
export function withValue(
  state: SurfaceState,
  { blockId, actionId, element }: Field,
  value: unknown,
): SurfaceState {
  return { ...state, [blockId]: { ...state[blockId], [actionId]: stateWith(element, value) } };
}
