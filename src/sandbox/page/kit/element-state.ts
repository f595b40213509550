import type { Element } from './block-kit.ts';

/** An element's entry in Slack's `state.values`: its type, and its value under the name Slack gives it. */
export type ElementState = { type: string } & Record<string, unknown>;

/** By element type: where its value stands in `state.values`, and which property of the element it begins with. */
const VALUE_KEYS: Readonly<Record<string, readonly [state: string, initial: string]>> = {
  plain_text_input: ['value', 'initial_value'],
  email_text_input: ['value', 'initial_value'],
  url_text_input: ['value', 'initial_value'],
  number_input: ['value', 'initial_value'],
  datepicker: ['selected_date', 'initial_date'],
  timepicker: ['selected_time', 'initial_time'],
  datetimepicker: ['selected_date_time', 'initial_date_time'],
  radio_buttons: ['selected_option', 'initial_option'],
  static_select: ['selected_option', 'initial_option'],
  external_select: ['selected_option', 'initial_option'],
  users_select: ['selected_user', 'initial_user'],
  conversations_select: ['selected_conversation', 'initial_conversation'],
  channels_select: ['selected_channel', 'initial_channel'],
  checkboxes: ['selected_options', 'initial_options'],
  multi_static_select: ['selected_options', 'initial_options'],
  multi_external_select: ['selected_options', 'initial_options'],
  multi_users_select: ['selected_users', 'initial_users'],
  multi_conversations_select: ['selected_conversations', 'initial_conversations'],
  multi_channels_select: ['selected_channels', 'initial_channels'],
};

/** True for elements that hold a value; buttons and overflow menus do not. */
export function holdsValue(element: Element): boolean {
  return element.type in VALUE_KEYS;
}

/** True for elements whose value is a list. */
export function holdsList(element: Element): boolean {
  return element.type === 'checkboxes' || element.type.startsWith('multi_');
}

/** The state of an element that nobody touched. `conversation` is where the person is. */
export function initialState(element: Element, conversation?: string): ElementState {
  const initial = (element as unknown as Record<string, unknown>)[VALUE_KEYS[element.type]?.[1] ?? ''];
  const current = element.default_to_current_conversation ? conversation : undefined;
  return stateWith(element, initial ?? current ?? null);
}

/** The state of an element after its value was set; an emptied field holds null, an emptied list `[]`. */
export function stateWith(element: Element, value: unknown): ElementState {
  const key = VALUE_KEYS[element.type]?.[0];
  if (!key) return { type: element.type };
  return {
    type: element.type,
    [key]: value === '' || value === null ? (holdsList(element) ? [] : null) : value,
  };
}

/** The value in an element's state. */
export function valueIn(state: ElementState | undefined): unknown {
  return state?.[VALUE_KEYS[state.type]?.[0] ?? ''];
}
