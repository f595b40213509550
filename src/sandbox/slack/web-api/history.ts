import { channelById, hasBot } from '../workspace/channels.ts';
import { findMessage, isReply, messagesIn, repliesTo } from '../workspace/messages.ts';
import { Refusal } from '../workspace/refusal.ts';
import { messageObject } from '../workspace/rendered.ts';
import type { StoredChannel, StoredMessage } from '../workspace/state.ts';
import { channelScope } from './conversations.ts';
import type { Call, Method } from './method.ts';
import { page } from './pages.ts';

function readableChannel({ workspace, args }: Call): StoredChannel {
  const channel = channelById(workspace, args.required('channel'));
  if (!hasBot(channel)) throw new Refusal('not_in_channel');
  return channel;
}

/** Whole microseconds, which a double holds exactly. Throws `invalid_ts_oldest` or `invalid_ts_latest`. */
function micros(ts: string, code: string): number {
  if (!/^\d+(\.\d{1,6})?$/.test(ts)) throw new Refusal(code);
  const [seconds = '0', fraction = ''] = ts.split('.');
  return Number(seconds) * 1e6 + Number(fraction.padEnd(6, '0'));
}

function inRange({ args }: Call): (message: StoredMessage) => boolean {
  const oldest = micros(args.optional('oldest') ?? '0', 'invalid_ts_oldest');
  const latestText = args.optional('latest');
  const latest = latestText === undefined ? Infinity : micros(latestText, 'invalid_ts_latest');
  const slack = args.boolean('inclusive') ? 0 : 1;
  return ({ ts }) => {
    const at = micros(ts, 'invalid_ts_oldest');
    return at >= oldest + slack && at <= latest - slack;
  };
}

function answer(call: Call, messages: StoredMessage[]): Record<string, unknown> {
  const metadata = call.args.boolean('include_all_metadata');
  const { items, next } = page(call, messages);
  return {
    messages: items.map((message) => messageObject(call.workspace, message, { metadata })),
    has_more: next !== '',
    pin_count: 0,
    response_metadata: { next_cursor: next },
  };
}

const history: Method = {
  tier: 3,
  scope: channelScope('history'),
  run: (call) => {
    const channel = readableChannel(call);
    const shown = messagesIn(call.workspace, channel.id)
      .filter((message) => message.visibleTo === undefined && (!isReply(message) || message.broadcast))
      .filter(inRange(call))
      .reverse();
    return answer(call, shown);
  },
};

const replies: Method = {
  tier: 3,
  scope: channelScope('history'),
  run: (call) => {
    const channel = readableChannel(call);
    const parent = findMessage(call.workspace, channel.id, call.args.required('ts'));
    if (!parent || parent.visibleTo !== undefined) throw new Refusal('thread_not_found');
    const thread = repliesTo(call.workspace, channel.id, parent.ts).filter(inRange(call));
    return answer(call, [parent, ...thread]);
  },
};

/** Reading messages: newest first in a channel, oldest first in a thread, as Slack gives them. */
export const historyMethods: Record<string, Method> = {
  'conversations.history': history,
  'conversations.replies': replies,
};
