import type { Block, View } from '../../../src/sandbox/page-api.ts';

const plain = (text: string) => ({ type: 'plain_text' as const, text, emoji: true });
const mrkdwn = (text: string) => ({ type: 'mrkdwn' as const, text });
const option = (text: string, value: string, description?: string) => ({
  text: plain(text),
  value,
  ...(description ? { description: plain(description) } : {}),
});
const input = (block_id: string, label: string, element: Record<string, unknown>, more = {}): Block => ({
  type: 'input',
  block_id,
  label: plain(label),
  element: { action_id: block_id, ...element },
  ...more,
});

/** A modal with every kind of input the page knows. */
export const FORM: View = {
  id: 'V-form',
  hash: '1.a',
  type: 'modal',
  callbackId: 'create-issue',
  title: plain('Create issue'),
  submit: plain('Create'),
  close: plain('Cancel'),
  blocks: [
    {
      type: 'section',
      block_id: 'intro',
      text: mrkdwn('It goes to *Acme web* in Linear. `p1.s2.ms3` is linked to it.'),
    },
    input('title', 'Title', { type: 'plain_text_input', placeholder: plain('What is wrong?') }),
    input(
      'text',
      'Description',
      { type: 'plain_text_input', multiline: true },
      { optional: true, hint: plain('Markdown is understood.') },
    ),
    input('priority', 'Priority', {
      type: 'static_select',
      placeholder: plain('Pick one'),
      options: [option('Urgent', '1'), option('High', '2'), option('Normal', '3')],
      initial_option: option('Normal', '3'),
    }),
    input('branch', 'Branch', {
      type: 'external_select',
      min_query_length: 2,
      placeholder: plain('Type a branch'),
    }),
    input('channel', 'Announce in', { type: 'conversations_select', default_to_current_conversation: true }),
    input(
      'assignee',
      'Assignee',
      { type: 'users_select', placeholder: plain('Nobody yet') },
      { optional: true },
    ),
    input(
      'labels',
      'Labels',
      {
        type: 'multi_static_select',
        options: ['bug', 'login', 'payments'].map((label) => option(label, label)),
      },
      { optional: true },
    ),
    input(
      'notify',
      'Tell me when',
      {
        type: 'checkboxes',
        options: [option('It moves', 'moves'), option('Someone comments', 'comments', 'Not for bots')],
        initial_options: [option('It moves', 'moves')],
      },
      { optional: true },
    ),
    input('kind', 'Kind', {
      type: 'radio_buttons',
      options: [option('Bug', 'bug'), option('Task', 'task')],
      initial_option: option('Bug', 'bug'),
    }),
    input('due', 'Due', { type: 'datepicker', initial_date: '2026-11-30' }, { optional: true }),
    input(
      'estimate',
      'Estimate',
      { type: 'number_input', is_decimal_allowed: false, min_value: '1' },
      { optional: true },
    ),
  ],
};

/** App Home: microsteps, previews, integrations, and bars. */
export const HOME: View = {
  id: 'V-home',
  hash: '1.h',
  type: 'home',
  callbackId: 'home',
  blocks: [
    { type: 'header', block_id: 'h1', text: plain('My microsteps') },
    {
      type: 'section',
      block_id: 'h2',
      text: mrkdwn(
        ':large_blue_circle: *p1.s2.ms3* Log in with a passkey\n<https://linear.example/ACME-12|ACME-12> · doing · due Friday',
      ),
      accessory: { type: 'button', action_id: 'step.open', text: plain('Open'), value: 'p1.s2.ms3' },
    },
    {
      type: 'section',
      block_id: 'h3',
      text: mrkdwn(':red_circle: *p1.s2.ms4* Rate-limit the login form\nblocked · waiting for <@U2>'),
      accessory: { type: 'button', action_id: 'step.open', text: plain('Open'), value: 'p1.s2.ms4' },
    },
    { type: 'divider', block_id: 'h4' },
    { type: 'header', block_id: 'h5', text: plain('Integrations') },
    {
      type: 'section',
      block_id: 'h6',
      text: mrkdwn(':white_check_mark: *Vercel* · web-app'),
      fields: [
        mrkdwn('*Last test*\n2 minutes ago'),
        mrkdwn('*Last webhook*\n`deployment.ready`, 12 seconds ago'),
      ],
    },
    {
      type: 'actions',
      block_id: 'h7',
      elements: [
        { type: 'button', action_id: 'integration.configure', text: plain('Configure'), value: 'vercel' },
        { type: 'button', action_id: 'integration.test', text: plain('Test'), value: 'vercel' },
        {
          type: 'button',
          action_id: 'integration.disconnect',
          text: plain('Disconnect'),
          style: 'danger',
          value: 'vercel',
          confirm: {
            title: plain('Disconnect Vercel?'),
            text: mrkdwn('Its token is *forgotten*. Previews stay where they are.'),
            confirm: plain('Disconnect'),
            deny: plain('Keep it'),
            style: 'danger',
          },
        },
      ],
    },
    { type: 'divider', block_id: 'h8' },
    { type: 'header', block_id: 'h9', text: plain('Deliveries, last 24 hours') },
    {
      type: 'section',
      block_id: 'h10',
      text: mrkdwn(
        '```done     ████████████████████  412\nignored  ███                    61\ndead     ▏                       1```',
      ),
    },
    {
      type: 'context',
      block_id: 'h11',
      elements: [mrkdwn('Counted at 09:41:05 · <https://example.com/log|the whole log>')],
    },
  ],
};
