import { elementsOf } from '../block-kit/elements-of.ts';

/** `state.values`: by block id, by action id, what an input holds. */
export type StateValues = Record<string, Record<string, unknown>>;

interface Holding {
  /** The property that holds the choice, as Slack names it. */
  key: string;
  /** The element's property with the choice it starts with. */
  initial: string;
  empty: unknown;
}

function holding(key: string, initial: string, empty: unknown = null): Holding {
  return { key, initial, empty };
}

const typed = holding('value', 'initial_value');
const oneOption = holding('selected_option', 'initial_option');
const manyOptions = holding('selected_options', 'initial_options', []);

const HOLDINGS: ReadonlyMap<unknown, Holding> = new Map([
  ['plain_text_input', typed],
  ['email_text_input', typed],
  ['url_text_input', typed],
  ['number_input', typed],
  ['rich_text_input', holding('rich_text_value', 'initial_value')],
  ['static_select', oneOption],
  ['external_select', oneOption],
  ['radio_buttons', oneOption],
  ['multi_static_select', manyOptions],
  ['multi_external_select', manyOptions],
  ['checkboxes', manyOptions],
  ['users_select', holding('selected_user', 'initial_user')],
  ['multi_users_select', holding('selected_users', 'initial_users', [])],
  ['conversations_select', holding('selected_conversation', 'initial_conversation')],
  ['multi_conversations_select', holding('selected_conversations', 'initial_conversations', [])],
  ['channels_select', holding('selected_channel', 'initial_channel')],
  ['multi_channels_select', holding('selected_channels', 'initial_channels', [])],
  ['datepicker', holding('selected_date', 'initial_date')],
  ['timepicker', holding('selected_time', 'initial_time')],
  ['datetimepicker', holding('selected_date_time', 'initial_date_time')],
  ['file_input', holding('files', 'initial_files', [])],
]);

/** What an input element holds, out of its state; undefined for an element that holds nothing. */
export function heldValue(element: Record<string, unknown>, values: StateValues, blockId: string): unknown {
  const place = HOLDINGS.get(element.type);
  const state = values[blockId]?.[String(element.action_id)] as Record<string, unknown> | undefined;
  return place && state?.[place.key];
}

/**
 * `state.values` as Slack sends it: every input of `blocks`, with what the page says it holds or else what it
 * started with. What the page says of inputs that are not there is left out.
 */
export function completeState(blocks: readonly unknown[], given: StateValues): StateValues {
  const values: StateValues = {};
  for (const { block, element } of elementsOf(blocks)) {
    const place = HOLDINGS.get(element.type);
    if (!place) continue;
    const blockId = String(block.block_id);
    const actionId = String(element.action_id);
    const held = given[blockId]?.[actionId] as Record<string, unknown> | undefined;
    const value = held?.[place.key] ?? (held ? place.empty : (element[place.initial] ?? place.empty));
    values[blockId] = { ...values[blockId], [actionId]: { type: element.type, [place.key]: value } };
  }
  return values;
}
