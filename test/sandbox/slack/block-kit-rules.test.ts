import { describe, expect, it } from 'vitest';
import { messageBlockErrors } from '../../../src/sandbox/slack/block-kit/validate.ts';
import { viewErrors } from '../../../src/sandbox/slack/block-kit/view.ts';
import { modal, text } from './support.ts';

const divider = (block_id: string) => ({ type: 'divider', block_id });
const button = (change = {}) => ({ type: 'button', text: text('Go'), ...change });
const actions = (...elements: unknown[]) => ({ type: 'actions', elements });
const section = (change: object) => ({ type: 'section', ...change });
const input = (element: object, change = {}) => ({ type: 'input', label: text('L'), element, ...change });
const option = { text: text('a'), value: 'a' };
const typed = (change = {}) => input({ type: 'plain_text_input', ...change });

type Refused = [name: string, blocks: unknown, message: string];

const refusals: Refused[] = [
  ['not a list', {}, 'must be a valid array [json-pointer:/blocks]'],
  ['a block without type', [{}], 'missing required field: type [json-pointer:/blocks/0]'],
  ['an unknown block', [{ type: 'banner' }], 'unsupported type: banner [json-pointer:/blocks/0/type]'],
  [
    'an unknown property',
    [{ ...divider('a'), color: 1 }],
    'invalid additional property: color [json-pointer:/blocks/0]',
  ],
  ['an empty section', [section({})], 'missing required field: text [json-pointer:/blocks/0]'],
  [
    'an empty text',
    [section({ text: text('') })],
    'must be more than 0 characters [json-pointer:/blocks/0/text/text]',
  ],
  [
    'a bare string as text',
    [section({ text: 'hi' })],
    'must be a valid object [json-pointer:/blocks/0/text]',
  ],
  [
    'mrkdwn in a header',
    [{ type: 'header', text: { type: 'mrkdwn', text: 'x' } }],
    'must be one of: plain_text [json-pointer:/blocks/0/text/type]',
  ],
  ['empty actions', [actions()], 'no fewer than 1 items allowed [json-pointer:/blocks/0/elements]'],
  [
    'an input element in actions',
    [actions({ type: 'plain_text_input' })],
    'unsupported type: plain_text_input [json-pointer:/blocks/0/elements/0/type]',
  ],
  [
    'a button in a context',
    [{ type: 'context', elements: [button()] }],
    'unsupported type: button [json-pointer:/blocks/0/elements/0/type]',
  ],
  [
    'a button in an input',
    [input(button())],
    'unsupported type: button [json-pointer:/blocks/0/element/type]',
  ],
  [
    'a file input outside a modal',
    [input({ type: 'file_input' })],
    'unsupported type: file_input [json-pointer:/blocks/0/element/type]',
  ],
  [
    'an image without alt_text',
    [{ type: 'image', image_url: 'https://a.example/x.png' }],
    'missing required field: alt_text [json-pointer:/blocks/0]',
  ],
  [
    'an image without a source',
    [{ type: 'image', alt_text: 'x' }],
    'must provide either image_url or slack_file [json-pointer:/blocks/0]',
  ],
  [
    'a bad address',
    [actions(button({ url: 'nope' }))],
    'must be a valid URL [json-pointer:/blocks/0/elements/0/url]',
  ],
  [
    'a bad style',
    [actions(button({ style: 'green' }))],
    'must be one of: primary, danger [json-pointer:/blocks/0/elements/0/style]',
  ],
  [
    'half a confirmation',
    [actions(button({ confirm: { title: text('t'), text: text('t'), confirm: text('y') } }))],
    'missing required field: deny [json-pointer:/blocks/0/elements/0/confirm]',
  ],
  [
    'a select without options',
    [actions({ type: 'static_select' })],
    'must provide either options or option_groups [json-pointer:/blocks/0/elements/0]',
  ],
  [
    'an initial option that is not offered',
    [actions({ type: 'static_select', options: [option], initial_option: { ...option, value: 'b' } })],
    'initial_option must be among the options [json-pointer:/blocks/0/elements/0/initial_option]',
  ],
  ...(
    [
      ['users_select', 'initial_user', ''],
      ['conversations_select', 'initial_conversation', ''],
      ['channels_select', 'initial_channel', ''],
    ] as const
  ).map(
    ([type, key, empty]): Refused => [
      `a ${type} that begins with nobody`,
      [actions({ type, [key]: empty })],
      `must be more than 0 characters [json-pointer:/blocks/0/elements/0/${key}]`,
    ],
  ),
  [
    'a menu that begins with an empty id among others',
    [actions({ type: 'multi_conversations_select', initial_conversations: ['C1', ''] })],
    'must be more than 0 characters [json-pointer:/blocks/0/elements/0/initial_conversations/1]',
  ],
  [
    'a bad min_query_length',
    [actions({ type: 'external_select', min_query_length: -1 })],
    'must not be less than 0 [json-pointer:/blocks/0/elements/0/min_query_length]',
  ],
  [
    'a bad date',
    [actions({ type: 'datepicker', initial_date: '1.2.2026' })],
    '[json-pointer:/blocks/0/elements/0/initial_date]',
  ],
  [
    'a block_id twice',
    [divider('a'), divider('a')],
    'block_id "a" already exists [json-pointer:/blocks/1/block_id]',
  ],
  [
    'an action_id twice in a block',
    [actions(button({ action_id: 'a' }), button({ action_id: 'a' }))],
    'action_id "a" already exists [json-pointer:/blocks/0/elements/1/action_id]',
  ],
  [
    'two focused elements',
    [typed({ focus_on_load: true }), typed({ focus_on_load: true })],
    'only one element may have focus_on_load [json-pointer:/blocks/1/element/focus_on_load]',
  ],
  [
    'min above max',
    [typed({ min_length: 5, max_length: 4 })],
    'min_length must not exceed max_length [json-pointer:/blocks/0/element/min_length]',
  ],
];

describe('what Slack refuses in a message', () => {
  it.each(refusals)('%s', (_, blocks, message) => {
    const errors = messageBlockErrors(blocks);
    expect(errors).toHaveLength(1);
    expect(errors[0]).toContain(message);
  });

  it('takes the same action_id in two blocks', () => {
    expect(
      messageBlockErrors([actions(button({ action_id: 'a' })), actions(button({ action_id: 'a' }))]),
    ).toEqual([]);
  });
});

describe('what Slack refuses in a view', () => {
  it.each([
    [
      'inputs without submit',
      modal({ submit: undefined }),
      'missing required field: submit [json-pointer:/view]',
    ],
    ['no title', modal({ title: undefined }), 'missing required field: title [json-pointer:/view]'],
    [
      'a markdown block',
      modal({ blocks: [{ type: 'markdown', text: 'x' }] }),
      'unsupported type: markdown [json-pointer:/view/blocks/0/type]',
    ],
    ['a home view', modal({ type: 'home' }), 'must be one of: modal [json-pointer:/view/type]'],
    [
      'response_url_enabled outside an input',
      modal({ blocks: [actions({ type: 'channels_select', response_url_enabled: true })] }),
      'response_url_enabled is for input blocks of a modal [json-pointer:/view/blocks/0/elements/0/response_url_enabled]',
    ],
  ])('%s', (_, view, message) => {
    expect(viewErrors(JSON.parse(JSON.stringify(view)), 'modal')).toEqual([`[ERROR] ${message}`]);
  });

  it('takes inputs in App Home without submit', () => {
    expect(viewErrors({ type: 'home', blocks: [typed()] }, 'home')).toEqual([]);
  });
});
