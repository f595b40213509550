import type { Message } from '../../page-api.ts';

/** True for a message that answers another one. Slack gives a thread's first message a `thread_ts` too: its own. */
export function isReply(message: Message): boolean {
  return Boolean(message.threadTs) && message.threadTs !== message.ts;
}

/** True for a message that stands in its thread alone and not in the channel. */
export function isThreadOnly(message: Message): boolean {
  return isReply(message) && !message.broadcast;
}

/** The answers to a thread's first message, oldest first. */
export function repliesTo(messages: Message[], root: string): Message[] {
  return messages.filter((message) => isReply(message) && message.threadTs === root);
}
