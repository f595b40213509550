import type { Snapshot } from '../../page-api.ts';
import { isThreadOnly } from './threads.ts';

/** The `ts` of the newest message a person has seen, by channel. */
export type ReadMarks = Readonly<Record<string, string>>;

/**
 * The marks after looking at `openChannel`. A channel met for the first time counts as read: what happened
 * before one came is no news. Gives the same object where nothing changed.
 */
export function markRead(marks: ReadMarks, snapshot: Snapshot, openChannel: string): ReadMarks {
  const news = snapshot.channels
    .filter(({ id }) => id === openChannel || !(id in marks))
    .map(({ id }) => [id, newest(snapshot, id)] as const)
    .filter(([id, ts]) => marks[id] !== ts);
  return news.length === 0 ? marks : { ...marks, ...Object.fromEntries(news) };
}

/** The channels holding a message that someone else wrote after this person last looked. */
export function unreadChannels(marks: ReadMarks, snapshot: Snapshot): ReadonlySet<string> {
  const unread = snapshot.channels.filter(({ id }) => {
    const mark = marks[id];
    return mark !== undefined && newest(snapshot, id) > mark;
  });
  return new Set(unread.map(({ id }) => id));
}

function newest(snapshot: Snapshot, channel: string): string {
  const messages = snapshot.messages[channel] ?? [];
  return messages.findLast((message) => !isThreadOnly(message) && message.user !== snapshot.me.id)?.ts ?? '';
}
