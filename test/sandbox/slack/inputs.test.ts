import { describe, expect, it } from 'vitest';
import { inputErrors } from '../../../src/sandbox/slack/acts/input-errors.ts';
import { completeState } from '../../../src/sandbox/slack/acts/input-state.ts';

const input = (element: object, change = {}) => ({
  type: 'input',
  block_id: 'b',
  element: { action_id: 'a', ...element },
  ...change,
});
const option = { text: { type: 'plain_text', text: 'A' }, value: 'a' };

describe('state.values', () => {
  it.each([
    [{ type: 'plain_text_input' }, { type: 'plain_text_input', value: null }],
    [
      { type: 'plain_text_input', initial_value: 'x' },
      { type: 'plain_text_input', value: 'x' },
    ],
    [
      { type: 'static_select', initial_option: option },
      { type: 'static_select', selected_option: option },
    ],
    [{ type: 'checkboxes' }, { type: 'checkboxes', selected_options: [] }],
    [{ type: 'multi_users_select' }, { type: 'multi_users_select', selected_users: [] }],
    [{ type: 'datepicker' }, { type: 'datepicker', selected_date: null }],
  ])('starts %j as %j', (element, state) => {
    expect(completeState([input(element)], {})).toEqual({ b: { a: state } });
  });

  it('takes what the page says over what it started with, even nothing', () => {
    const blocks = [input({ type: 'plain_text_input', initial_value: 'x' })];
    expect(completeState(blocks, { b: { a: { value: 'y' } } }).b?.a).toMatchObject({ value: 'y' });
    expect(completeState(blocks, { b: { a: { value: null } } }).b?.a).toMatchObject({ value: null });
    expect(completeState(blocks, { gone: { a: { value: 'z' } } })).not.toHaveProperty('gone');
  });

  it('holds nothing for buttons', () => {
    const elements = [{ type: 'button', action_id: 'go' }];
    expect(completeState([{ type: 'actions', block_id: 'b', elements }], {})).toEqual({});
  });
});

describe('what Slack’s client holds back', () => {
  it.each<[object, unknown, string | undefined]>([
    [{ type: 'plain_text_input' }, '', 'Please complete this required field.'],
    [{ type: 'plain_text_input', min_length: 3 }, 'ab', 'Enter at least 3 characters.'],
    [{ type: 'plain_text_input', max_length: 3 }, 'abcd', 'Enter at most 3 characters.'],
    [{ type: 'plain_text_input', min_length: 3, max_length: 3 }, 'abc', undefined],
    [{ type: 'email_text_input' }, 'ada', 'Enter a valid email address.'],
    [{ type: 'email_text_input' }, 'ada@acme.example', undefined],
    [{ type: 'url_text_input' }, 'acme', 'Enter a valid URL.'],
    [{ type: 'number_input', is_decimal_allowed: false }, '1.5', 'Enter a valid number.'],
    [{ type: 'number_input', is_decimal_allowed: true, min_value: '2' }, '1.5', 'Enter 2 or more.'],
    [{ type: 'number_input', is_decimal_allowed: false, max_value: '2' }, '3', 'Enter 2 or less.'],
  ])('%j with %j: %s', (element, value, error) => {
    const blocks = [input(element)];
    const values = completeState(blocks, { b: { a: { value } } });
    expect(inputErrors(blocks, values)).toEqual(error ? { b: error } : {});
  });

  it('lets an optional input stay empty, and counts choices', () => {
    const optional = [input({ type: 'datepicker' }, { optional: true })];
    expect(inputErrors(optional, completeState(optional, {}))).toEqual({});
    const many = [input({ type: 'multi_users_select', max_selected_items: 1 })];
    const values = completeState(many, { b: { a: { selected_users: ['U1', 'U2'] } } });
    expect(inputErrors(many, values)).toEqual({ b: 'Choose at most 1.' });
  });
});
