import type { Message } from '../../page-api.ts';

/** Messages of one person within this many seconds stand under one name. */
const GROUP_SECONDS = 300;

export interface MessageRow {
  message: Message;
  /** Shown without avatar and name: the row above has them. */
  compact: boolean;
  /** Set on a day's first message. */
  newDay?: Date;
}

/** When a message was written; a Slack `ts` is seconds since 1970 with a counter behind the point. */
export function timeOf(ts: string): Date {
  return new Date(Number.parseFloat(ts) * 1_000);
}

/** Lays messages, oldest first, out as rows: day by day, and one name for what was said in one go. */
export function toRows(messages: Message[]): MessageRow[] {
  return messages.map((message, index) => {
    const previous = messages[index - 1];
    const at = timeOf(message.ts);
    const sameDay = previous !== undefined && timeOf(previous.ts).toDateString() === at.toDateString();
    return {
      message,
      compact: sameDay && continues(previous, message),
      ...(sameDay ? {} : { newDay: at }),
    };
  });
}

function continues(previous: Message, message: Message): boolean {
  return (
    previous.user === message.user &&
    !previous.ephemeral &&
    !message.ephemeral &&
    Number.parseFloat(message.ts) - Number.parseFloat(previous.ts) < GROUP_SECONDS
  );
}
