import { describe, expect, test } from 'vitest';
import { fieldsOf } from '../../../src/sandbox/page/kit/block-kit.ts';
import { surfaceState, withValue } from '../../../src/sandbox/page/kit/surface-state.ts';
import type { Block } from '../../../src/sandbox/page-api.ts';

const input = (block_id: string, element: Record<string, unknown>): Block => ({
  type: 'input',
  block_id,
  label: { type: 'plain_text', text: block_id },
  element: { action_id: 'a', ...element },
});
const field = (block: Block) => fieldsOf(block)[0]!;
const passed = { text: { type: 'plain_text', text: 'Passed' }, value: 'passed' };

describe("the state of a message or view, as Slack's state.values", () => {
  test.each<[Record<string, unknown>, Record<string, unknown>]>([
    [{ type: 'plain_text_input' }, { value: null }],
    [{ type: 'plain_text_input', initial_value: 'x' }, { value: 'x' }],
    [{ type: 'static_select', initial_option: passed }, { selected_option: passed }],
    [{ type: 'external_select' }, { selected_option: null }],
    [{ type: 'users_select', initial_user: 'U1' }, { selected_user: 'U1' }],
    [
      { type: 'conversations_select', default_to_current_conversation: true },
      { selected_conversation: 'C9' },
    ],
    [{ type: 'channels_select' }, { selected_channel: null }],
    [{ type: 'checkboxes' }, { selected_options: [] }],
    [{ type: 'multi_users_select', initial_users: ['U1'] }, { selected_users: ['U1'] }],
    [{ type: 'radio_buttons', initial_option: passed }, { selected_option: passed }],
    [{ type: 'datepicker', initial_date: '2026-01-02' }, { selected_date: '2026-01-02' }],
    [{ type: 'timepicker' }, { selected_time: null }],
    [{ type: 'datetimepicker', initial_date_time: 1 }, { selected_date_time: 1 }],
  ])('begins %o with %o', (element, value) => {
    expect(surfaceState([input('b', element)], {}, 'C9')).toEqual({
      b: { a: { type: element.type, ...value } },
    });
  });

  test('holds selects in messages, and neither buttons nor overflow menus', () => {
    const actions: Block = {
      type: 'actions',
      block_id: 'x',
      elements: [
        { type: 'button', action_id: 'go' },
        { type: 'overflow', action_id: 'more' },
        { type: 'static_select', action_id: 'pick' },
      ],
    };
    expect(surfaceState([actions, { type: 'divider', block_id: 'y' }], {})).toEqual({
      x: { pick: { type: 'static_select', selected_option: null } },
    });
  });

  test('carries input over an update where block id and action id stay the same, and drops the rest', () => {
    const title = input('title', { type: 'plain_text_input' });
    const gone = input('gone', { type: 'plain_text_input' });
    const typed = withValue(withValue({}, field(title), 'typed'), field(gone), 'lost');
    const updated = [title, input('fresh', { type: 'plain_text_input', initial_value: 'new' })];
    expect(surfaceState(updated, typed)).toEqual({
      title: { a: { type: 'plain_text_input', value: 'typed' } },
      fresh: { a: { type: 'plain_text_input', value: 'new' } },
    });
  });

  test('does not carry input over to an element of another type', () => {
    const typed = withValue({}, field(input('b', { type: 'plain_text_input' })), 'typed');
    expect(surfaceState([input('b', { type: 'datepicker' })], typed)).toEqual({
      b: { a: { type: 'datepicker', selected_date: null } },
    });
  });

  test('an emptied field holds null', () => {
    const block = input('b', { type: 'plain_text_input' });
    expect(withValue({}, field(block), '')).toEqual({ b: { a: { type: 'plain_text_input', value: null } } });
  });

  test('an input block tells the app of a change only where it says so', () => {
    expect(field(input('b', { type: 'static_select' })).dispatches).toBe(false);
    expect(field({ ...input('b', { type: 'static_select' }), dispatch_action: true }).dispatches).toBe(true);
  });
});
