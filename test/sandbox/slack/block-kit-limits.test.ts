import { describe, expect, it } from 'vitest';
import { messageBlockErrors } from '../../../src/sandbox/slack/block-kit/validate.ts';
import { viewErrors } from '../../../src/sandbox/slack/block-kit/view.ts';
import {
  actions,
  button,
  card,
  confirmed,
  feedbackWith,
  image,
  input,
  mrkdwn,
  option,
  overflow,
  s,
  section,
  select,
  times,
  url,
  video,
} from './block-builders.ts';
import { modal, text } from './support.ts';

type Case = [name: string, limit: number, pointer: string, make: (size: number) => unknown[]];

const blockCases: Case[] = [
  ['blocks of a message', 50, '/blocks', (n) => times(n, () => ({ type: 'divider' }))],
  ['block_id', 255, '/blocks/0/block_id', (n) => [{ type: 'divider', block_id: s(n) }]],
  ['action_id', 255, '/blocks/0/elements/0/action_id', (n) => [actions(button({ action_id: s(n) }))]],
  ['actions', 25, '/blocks/0/elements', (n) => [actions(...times(n, () => button()))]],
  [
    'button text',
    75,
    '/blocks/0/elements/1/text/text',
    (n) => [actions(button(), button({ text: text(s(n)) }))],
  ],
  ['button url', 3000, '/blocks/0/elements/0/url', (n) => [actions(button({ url: url(n) }))]],
  [
    'button value',
    2000,
    '/blocks/0/accessory/value',
    (n) => [section({ accessory: button({ value: s(n) }) })],
  ],
  [
    'accessibility_label',
    75,
    '/blocks/0/elements/0/accessibility_label',
    (n) => [actions(button({ accessibility_label: s(n) }))],
  ],
  ['section text', 3000, '/blocks/0/text/text', (n) => [section({ text: mrkdwn(s(n)) })]],
  ['section fields', 10, '/blocks/0/fields', (n) => [section({ fields: times(n, () => mrkdwn('f')) })]],
  ['section field text', 2000, '/blocks/0/fields/0/text', (n) => [section({ fields: [mrkdwn(s(n))] })]],
  ['header', 150, '/blocks/0/text/text', (n) => [{ type: 'header', text: text(s(n)) }]],
  ['context', 10, '/blocks/0/elements', (n) => [{ type: 'context', elements: times(n, () => mrkdwn('c')) }]],
  ['image block url', 3000, '/blocks/0/image_url', (n) => [image({ image_url: url(n) })]],
  ['image block alt_text', 2000, '/blocks/0/alt_text', (n) => [image({ alt_text: s(n) })]],
  ['image block title', 2000, '/blocks/0/title/text', (n) => [image({ title: text(s(n)) })]],
  [
    'image element alt_text',
    2000,
    '/blocks/0/elements/0/alt_text',
    (n) => [{ type: 'context', elements: [image({ alt_text: s(n) })] }],
  ],
  [
    'confirm title',
    100,
    '/blocks/0/elements/0/confirm/title/text',
    (n) => [confirmed({ title: text(s(n)) })],
  ],
  ['confirm text', 300, '/blocks/0/elements/0/confirm/text/text', (n) => [confirmed({ text: mrkdwn(s(n)) })]],
  ['confirm', 30, '/blocks/0/elements/0/confirm/confirm/text', (n) => [confirmed({ confirm: text(s(n)) })]],
  ['deny', 30, '/blocks/0/elements/0/confirm/deny/text', (n) => [confirmed({ deny: text(s(n)) })]],
  ['overflow options', 5, '/blocks/0/elements/0/options', (n) => [overflow(n)]],
  [
    'select options',
    100,
    '/blocks/0/accessory/options',
    (n) => [section({ accessory: select({ options: times(n, () => option()) }) })],
  ],
  [
    'option groups',
    100,
    '/blocks/0/accessory/option_groups',
    (n) => {
      const option_groups = times(n, () => ({ label: text('g'), options: [option()] }));
      return [section({ accessory: { type: 'static_select', option_groups } })];
    },
  ],
  [
    'option group label',
    75,
    '/blocks/0/accessory/option_groups/0/label/text',
    (n) => {
      const option_groups = [{ label: text(s(n)), options: [option()] }];
      return [section({ accessory: { type: 'static_select', option_groups } })];
    },
  ],
  [
    'option text',
    75,
    '/blocks/0/elements/0/options/0/text/text',
    (n) => [actions(select({ options: [option({ text: text(s(n)) })] }))],
  ],
  [
    'option value',
    150,
    '/blocks/0/elements/0/options/0/value',
    (n) => [actions(select({ options: [option({ value: s(n) })] }))],
  ],
  [
    'option description',
    75,
    '/blocks/0/elements/0/options/0/description/text',
    (n) => [actions(select({ options: [option({ description: text(s(n)) })] }))],
  ],
  [
    'checkboxes',
    10,
    '/blocks/0/elements/0/options',
    (n) => [actions({ type: 'checkboxes', options: times(n, () => option()) })],
  ],
  [
    'radio buttons',
    10,
    '/blocks/0/elements/0/options',
    (n) => [actions({ type: 'radio_buttons', options: times(n, () => option()) })],
  ],
  [
    'placeholder',
    150,
    '/blocks/0/element/placeholder/text',
    (n) => [input({ type: 'plain_text_input', placeholder: text(s(n)) })],
  ],
  ['input label', 2000, '/blocks/0/label/text', (n) => [input(select({}), { label: text(s(n)) })]],
  ['input hint', 2000, '/blocks/0/hint/text', (n) => [input(select({}), { hint: text(s(n)) })]],
  [
    'initial_value',
    3000,
    '/blocks/0/element/initial_value',
    (n) => [input({ type: 'plain_text_input', initial_value: s(n) })],
  ],
  ['markdown', 12000, '/blocks/0/text', (n) => [{ type: 'markdown', text: s(n) }]],
  [
    'all markdown',
    12000,
    '/blocks/1/text',
    (n) => [
      { type: 'markdown', text: s(6000) },
      { type: 'markdown', text: s(n - 6000) },
    ],
  ],
  ['video title', 200, '/blocks/0/title/text', (n) => [video({ title: text(s(n)) })]],
  ['video author', 50, '/blocks/0/author_name', (n) => [video({ author_name: s(n) })]],
  ['card title', 150, '/blocks/0/title/text', (n) => [card({ title: mrkdwn(s(n)) })]],
  ['card subtitle', 150, '/blocks/0/subtitle/text', (n) => [card({ subtitle: mrkdwn(s(n)) })]],
  ['card body', 200, '/blocks/0/body/text', (n) => [card({ body: mrkdwn(s(n)) })]],
  ['carousel', 10, '/blocks/0/elements', (n) => [{ type: 'carousel', elements: times(n, () => card()) }]],
  [
    'context actions',
    5,
    '/blocks/0/elements',
    (n) => [
      {
        type: 'context_actions',
        elements: times(n, () => ({ type: 'icon_button', icon: 'trash', text: text('d') })),
      },
    ],
  ],
  [
    'feedback text',
    75,
    '/blocks/0/elements/0/positive_button/text/text',
    (n) => [feedbackWith({ text: text(s(n)) })],
  ],
  [
    'feedback value',
    2000,
    '/blocks/0/elements/0/positive_button/value',
    (n) => [feedbackWith({ value: s(n) })],
  ],
  [
    'table rows',
    100,
    '/blocks/0/rows',
    (n) => [{ type: 'table', rows: times(n, () => [{ type: 'raw_text', text: 'c' }]) }],
  ],
];

describe('limits of message blocks', () => {
  it.each(blockCases)('%s: %i is taken, one more is refused at %s', (_, limit, pointer, make) => {
    expect(messageBlockErrors(make(limit))).toEqual([]);
    const errors = messageBlockErrors(make(limit + 1));
    expect(errors).toHaveLength(1);
    expect(errors[0]).toContain(`[json-pointer:${pointer}]`);
  });
});

type ViewCase = [
  name: string,
  limit: number,
  pointer: string,
  make: (size: number) => Record<string, unknown>,
];

const viewCases: ViewCase[] = [
  ['title', 24, '/view/title/text', (n) => ({ title: text(s(n)) })],
  ['submit', 24, '/view/submit/text', (n) => ({ submit: text(s(n)) })],
  ['close', 24, '/view/close/text', (n) => ({ close: text(s(n)) })],
  ['private_metadata', 3000, '/view/private_metadata', (n) => ({ private_metadata: s(n) })],
  ['callback_id', 255, '/view/callback_id', (n) => ({ callback_id: s(n) })],
  ['blocks', 100, '/view/blocks', (n) => ({ blocks: times(n, () => ({ type: 'divider' })) })],
  [
    'max_files',
    10,
    '/view/blocks/0/element/max_files',
    (n) => ({ blocks: [input({ type: 'file_input', max_files: n })] }),
  ],
];

describe('limits of views', () => {
  it.each(viewCases)('%s: %i is taken, one more is refused at %s', (_, limit, pointer, make) => {
    expect(viewErrors(modal(make(limit)), 'modal')).toEqual([]);
    const errors = viewErrors(modal(make(limit + 1)), 'modal');
    expect(errors).toHaveLength(1);
    expect(errors[0]).toContain(`[json-pointer:${pointer}]`);
  });

  it('words a length as Slack does', () => {
    expect(messageBlockErrors([actions(button(), button({ text: text(s(76)) }))])).toEqual([
      '[ERROR] must be less than 76 characters [json-pointer:/blocks/0/elements/1/text/text]',
    ]);
  });
});
