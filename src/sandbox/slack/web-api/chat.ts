import { DOCUMENTED_LIMITS } from '../block-kit/limits.ts';
import { channelById, findChannel, hasBot } from '../workspace/channels.ts';
import { type Content, demandContent, readContent } from '../workspace/content.ts';
import { findMessage, isReply, repliesTo } from '../workspace/messages.ts';
import { addMessage, changeMessage, removeMessage } from '../workspace/posting.ts';
import { Refusal } from '../workspace/refusal.ts';
import { messageObject } from '../workspace/rendered.ts';
import { APP } from '../workspace/seed.ts';
import type { StoredChannel, StoredMessage } from '../workspace/state.ts';
import { always, type Call, type Method, noScope } from './method.ts';

/** The channel the app may post to. Throws `channel_not_found`, `is_archived`, `not_in_channel`. */
export function postableChannel({ workspace }: Call, reference: string): StoredChannel {
  const channel = findChannel(workspace, reference);
  if (!channel) throw new Refusal('channel_not_found');
  if (channel.archived) throw new Refusal('is_archived');
  const mayPostAnywhere = workspace.manifest.oauth_config.scopes.bot.includes('chat:write.public');
  if (!hasBot(channel) && !mayPostAnywhere) throw new Refusal('not_in_channel');
  return channel;
}

/** The message's parts out of a call's arguments. */
export function contentOf({ args }: Call, maxText: number): Content {
  return readContent(
    {
      text: args.optional('text'),
      blocks: args.json('blocks', 'invalid_blocks_format'),
      attachments: args.json('attachments', 'invalid_attachments'),
      metadata: args.json('metadata', 'invalid_metadata_format'),
    },
    maxText,
  );
}

const postMessage: Method = {
  tier: 'post',
  rateKey: ({ args }) => args.optional('channel') ?? '',
  scope: always('chat:write'),
  run: (call) => {
    const { workspace, args } = call;
    const channel = postableChannel(call, args.required('channel'));
    const content = contentOf(call, DOCUMENTED_LIMITS.messageText);
    demandContent(content);
    const threadTs = args.optional('thread_ts');
    const message = addMessage(workspace, channel, {
      text: '',
      ...content,
      user: APP.botUserId,
      ...(threadTs && { threadTs }),
      ...(threadTs && args.boolean('reply_broadcast') && { broadcast: true }),
    });
    return { channel: channel.id, ts: message.ts, message: messageObject(workspace, message) };
  },
};

const postEphemeral: Method = {
  tier: 4,
  scope: always('chat:write'),
  run: (call) => {
    const { workspace, args } = call;
    const channel = postableChannel(call, args.required('channel'));
    const visibleTo = args.required('user');
    if (!channel.members.includes(visibleTo)) throw new Refusal('user_not_in_channel');
    const content = contentOf(call, DOCUMENTED_LIMITS.messageText);
    demandContent(content);
    const threadTs = args.optional('thread_ts');
    const message = addMessage(workspace, channel, {
      text: '',
      ...content,
      user: APP.botUserId,
      visibleTo,
      ...(threadTs && { threadTs }),
    });
    return { message_ts: message.ts };
  },
};

/** The app's own message named by `channel` and `ts`. Throws `message_not_found`, or `notOwn` for another's. */
function ownMessage(
  { workspace, args }: Call,
  notOwn: string,
): { channel: StoredChannel; message: StoredMessage } {
  const channel = channelById(workspace, args.required('channel'));
  const message = findMessage(workspace, channel.id, args.required('ts'));
  if (!message || message.visibleTo !== undefined) throw new Refusal('message_not_found');
  if (message.user !== APP.botUserId) throw new Refusal(notOwn);
  return { channel, message };
}

const update: Method = {
  tier: 3,
  scope: always('chat:write'),
  run: (call) => {
    const { channel, message } = ownMessage(call, 'cant_update_message');
    const content = contentOf(call, DOCUMENTED_LIMITS.updatedText);
    demandContent(content);
    changeMessage(call.workspace, channel, message, content);
    return {
      channel: channel.id,
      ts: message.ts,
      text: message.text,
      message: messageObject(call.workspace, message),
    };
  },
};

const remove: Method = {
  tier: 3,
  scope: always('chat:write'),
  run: (call) => {
    const { channel, message } = ownMessage(call, 'cant_delete_message');
    if (!isReply(message) && repliesTo(call.workspace, channel.id, message.ts).length > 0) {
      message.subtype = 'tombstone';
      const text = 'This message was deleted.';
      changeMessage(call.workspace, channel, message, { text, blocks: [], attachments: [] });
    } else {
      removeMessage(call.workspace, message);
    }
    return { channel: channel.id, ts: message.ts };
  },
};

const getPermalink: Method = {
  tier: 'special',
  scope: noScope,
  run: ({ workspace, args }) => {
    const channel = channelById(workspace, args.required('channel'));
    const message = findMessage(workspace, channel.id, args.required('message_ts'));
    if (!message) throw new Refusal('message_not_found');
    const place = `${workspace.baseUrl()}/#/archives/${channel.id}/p${message.ts.replace('.', '')}`;
    const permalink = isReply(message) ? `${place}?thread_ts=${message.threadTs}&cid=${channel.id}` : place;
    return { channel: channel.id, permalink };
  },
};

/** `chat.*`, docs.slack.dev/reference/methods. */
export const chatMethods: Record<string, Method> = {
  'chat.postMessage': postMessage,
  'chat.postEphemeral': postEphemeral,
  'chat.update': update,
  'chat.delete': remove,
  'chat.getPermalink': getPermalink,
};
