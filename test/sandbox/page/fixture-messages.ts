import type { Block, Message } from '../../../src/sandbox/page-api.ts';

const plain = (text: string) => ({ type: 'plain_text' as const, text, emoji: true });
const mrkdwn = (text: string) => ({ type: 'mrkdwn' as const, text });
const option = (text: string) => ({ text: plain(text), value: text.toLowerCase() });

const PICTURE = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" width="480" height="160"><rect width="480" height="160" fill="#33518f"/><circle cx="380" cy="80" r="46" fill="#f2b84b"/><path d="M0 160 L140 60 L260 160 Z" fill="#6f9be8"/></svg>',
)}`;

/** A preview that is ready, with everything one can do about it. */
const READY_CARD: Block[] = [
  { type: 'header', block_id: 'c1', text: plain('Preview ready :rocket:') },
  {
    type: 'section',
    block_id: 'c2',
    text: mrkdwn(
      '*<https://web-app-login.example.app|web-app-login.example.app>*\nFor <@U1>, microstep `p1.s2.ms3`',
    ),
    accessory: {
      type: 'overflow',
      action_id: 'preview.more',
      options: [option('Extend'), option('Expire'), option('Keep')],
    },
  },
  {
    type: 'section',
    block_id: 'c3',
    fields: [
      mrkdwn('*Branch*\n`feature/login`'),
      mrkdwn('*Commit*\n<https://github.example/c/4f1c2aa|4f1c2aa> Ask for a passkey first'),
      mrkdwn('*Provider*\nVercel'),
      mrkdwn('*Expires*\nin 3 days'),
    ],
  },
  {
    type: 'actions',
    block_id: 'c4',
    elements: [
      {
        type: 'button',
        action_id: 'preview.open',
        text: plain('Open'),
        style: 'primary',
        url: 'https://web-app-login.example.app',
      },
      { type: 'button', action_id: 'preview.logs', text: plain('Logs'), value: 'pv_1' },
      { type: 'button', action_id: 'preview.redeploy', text: plain('Redeploy'), value: 'pv_1' },
      {
        type: 'static_select',
        action_id: 'preview.verdict',
        placeholder: plain('QA verdict'),
        options: [option('Passed'), option('Failed')],
      },
      {
        type: 'button',
        action_id: 'preview.expire',
        text: plain('Expire'),
        style: 'danger',
        value: 'pv_1',
        confirm: {
          title: plain('Expire this preview?'),
          text: mrkdwn('The deployment at `web-app-login` is removed.'),
          confirm: plain('Expire'),
          deny: plain('Keep'),
          style: 'danger',
        },
      },
    ],
  },
  {
    type: 'context',
    block_id: 'c5',
    elements: [
      { type: 'image', image_url: PICTURE, alt_text: 'Vercel' },
      mrkdwn('Ready after *48 s* · dpl_9x1'),
    ],
  },
];

const FAILED_CARD: Block[] = [
  { type: 'section', block_id: 'f1', text: mrkdwn(':x: *Build failed* on `feature/payments`, for <@U2>') },
  {
    type: 'rich_text',
    block_id: 'f2',
    elements: [
      {
        type: 'rich_text_preformatted',
        elements: [
          {
            type: 'text',
            text: "09:38:41  src/pay.ts(12,7): error TS2322\n09:38:41  Type 'string' is not assignable to type 'number'.\n09:38:42  *** exited with 2",
          },
        ],
      },
      { type: 'rich_text_section', elements: [{ type: 'text', text: 'What to do:', style: { bold: true } }] },
      {
        type: 'rich_text_list',
        style: 'bullet',
        elements: [
          { type: 'rich_text_section', elements: [{ type: 'text', text: 'mend line 12 and push' }] },
          {
            type: 'rich_text_section',
            elements: [
              { type: 'text', text: 'or press ' },
              { type: 'text', text: 'Retry', style: { code: true } },
            ],
          },
        ],
      },
    ],
  },
  { type: 'divider', block_id: 'f3' },
  {
    type: 'actions',
    block_id: 'f4',
    elements: [
      { type: 'button', action_id: 'preview.retry', text: plain('Retry'), style: 'primary', value: 'pv_2' },
      {
        type: 'external_select',
        action_id: 'issue.link',
        placeholder: plain('Link an issue'),
        min_query_length: 1,
      },
    ],
  },
];

interface Said extends Partial<Message> {
  minutesAgo: number;
}

/** What stands in #deploys, oldest first, the newest a minute before `now` (ms since 1970). */
export function deploysMessages(now: number): Message[] {
  const ts = (minutes: number) => `${Math.floor(now / 1_000) - minutes * 60}.000100`;
  const say = ({ minutesAgo, ...rest }: Said): Message => ({
    ts: ts(minutesAgo),
    user: 'UB',
    text: '',
    blocks: [],
    edited: false,
    ephemeral: false,
    broadcast: false,
    replies: 0,
    ...rest,
  });
  return [
    say({
      minutesAgo: 1_490,
      user: 'U2',
      text: 'Who takes <#C2|qa> this week? &amp; please read <https://example.com/plan|the plan>',
    }),
    say({ minutesAgo: 30, user: 'U1', text: '<@UB> deploy-preview feature/login', replies: 2 }),
    say({ minutesAgo: 29, text: 'Preview of feature/login is ready', blocks: READY_CARD, edited: true }),
    say({ minutesAgo: 28, threadTs: ts(30), text: 'Building since *12 s*.' }),
    say({ minutesAgo: 27, threadTs: ts(30), user: 'U1', text: 'Looks good :tada:' }),
    say({
      minutesAgo: 20,
      user: 'U2',
      text: 'And mine?\n&gt; feature/payments\nIt is *late*, ~tomorrow~ _today_ at 10:30:45.',
    }),
    say({ minutesAgo: 19, user: 'U2', text: '```npm run build\n  *not bold*```' }),
    say({ minutesAgo: 18, text: 'Build failed', blocks: FAILED_CARD }),
    say({
      minutesAgo: 9,
      user: 'U3',
      text: 'The new landing page:',
      blocks: [
        { type: 'section', block_id: 'i0', text: plain('The new landing page, *as is*:') },
        {
          type: 'image',
          block_id: 'i1',
          image_url: PICTURE,
          alt_text: 'Hills under an orange sun',
          title: plain('landing.png'),
        },
      ],
    }),
    say({
      minutesAgo: 1,
      text: 'Only `deployer` may deploy to *production*.\n`governance/policy.yml: roles.deploy` says so. Ask <@U1>.',
      ephemeral: true,
    }),
  ];
}
