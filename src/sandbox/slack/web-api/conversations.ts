import {
  channelById,
  channelType,
  conversation,
  findChannel,
  hasBot,
  setMembership,
} from '../workspace/channels.ts';
import { joinMessage } from '../workspace/membership.ts';
import { Refusal } from '../workspace/refusal.ts';
import { APP, CREATED } from '../workspace/seed.ts';
import type { StoredChannel } from '../workspace/state.ts';
import { always, type Call, type Method } from './method.ts';
import { page } from './pages.ts';

const KINDS = { public_channel: 'channel', private_channel: 'group', mpim: 'mpim', im: 'im' } as const;
const READ_SCOPES = {
  public_channel: 'channels:read',
  private_channel: 'groups:read',
  mpim: 'mpim:read',
  im: 'im:read',
} as const;
type Kind = keyof typeof KINDS;

function kindsAsked({ args }: Call): Kind[] {
  const names = (args.optional('types') ?? 'public_channel').split(',').map((name) => name.trim());
  if (!names.every((name): name is Kind => name in KINDS)) throw new Refusal('invalid_types');
  return names;
}

/** The first scope that listing the kinds asked for needs and the app has not; else the first of them. */
function listScope(call: Call): string | undefined {
  const provided = call.workspace.manifest.oauth_config.scopes.bot;
  const needed = kindsAsked(call).map((kind) => READ_SCOPES[kind]);
  return needed.find((scope) => !provided.includes(scope)) ?? needed[0];
}

/** The scope for one conversation: `channels:read` or `im:read`, `…:history` likewise. */
export function channelScope(what: 'read' | 'history'): (call: Call) => string {
  return ({ workspace, args }) => {
    const channel = findChannel(workspace, args.required('channel'));
    return channel && channelType(channel) === 'im' ? `im:${what}` : `channels:${what}`;
  };
}

function listing(filter: (channel: StoredChannel) => boolean): Method['run'] {
  return (call) => {
    const { workspace, args } = call;
    const kinds = kindsAsked(call).map((kind) => KINDS[kind]) as string[];
    const found = workspace.state.channels.filter(
      (channel) =>
        kinds.includes(channelType(channel)) &&
        filter(channel) &&
        !(channel.archived && args.boolean('exclude_archived')),
    );
    const { items, next } = page(call, found);
    const channels = items.map((channel) => conversation(channel, CREATED));
    return { channels, response_metadata: { next_cursor: next } };
  };
}

const info: Method = {
  tier: 3,
  scope: channelScope('read'),
  run: ({ workspace, args }) => ({
    channel: conversation(channelById(workspace, args.required('channel')), CREATED),
  }),
};

const members: Method = {
  tier: 4,
  scope: channelScope('read'),
  run: (call) => {
    const channel = channelById(call.workspace, call.args.required('channel'));
    const { items, next } = page(call, channel.members);
    return { members: items, response_metadata: { next_cursor: next } };
  },
};

const join: Method = {
  tier: 3,
  scope: always('channels:join'),
  run: ({ workspace, args }) => {
    const channel = channelById(workspace, args.required('channel'));
    if (channelType(channel) === 'im') throw new Refusal('method_not_supported_for_channel_type');
    if (channel.archived) throw new Refusal('is_archived');
    if (hasBot(channel)) return { channel: conversation(channel, CREATED), warning: 'already_in_channel' };
    setMembership(channel, APP.botUserId, true);
    joinMessage(workspace, channel, `<@${APP.botUserId}> has joined the channel`);
    return { channel: conversation(channel, CREATED) };
  },
};

const open: Method = {
  tier: 3,
  scope: always('im:write'),
  run: ({ workspace, args }) => {
    const users = args.required('users').split(',');
    if (users.length > 1) throw new Refusal('too_many_users');
    const channel = workspace.state.channels.find(({ directWith }) => directWith === users[0]);
    if (!channel) throw new Refusal('user_not_found');
    const whole = args.boolean('return_im');
    return {
      already_open: true,
      no_op: true,
      channel: whole ? conversation(channel, CREATED) : { id: channel.id },
    };
  },
};

/** `conversations.*` except reading messages, and `users.conversations`; docs.slack.dev/reference/methods. */
export const conversationMethods: Record<string, Method> = {
  'conversations.list': { tier: 2, scope: listScope, run: listing(() => true) },
  'users.conversations': { tier: 2, scope: listScope, run: listing(hasBot) },
  'conversations.info': info,
  'conversations.members': members,
  'conversations.join': join,
  'conversations.open': open,
};
