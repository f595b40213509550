import type { Timestamp } from './timestamp.ts';

/** The table of news that channels are told later. */
export interface HeldNewsSchema {
  held_news: HeldNewsRow;
}

/** One piece of news that a channel is told in a digest. It stays when that is sent: so it is never held again. */
export interface HeldNewsRow {
  workspace_id: string;
  /** Of the message that would have told it at once. */
  key: string;
  channel: string;
  /** JSON: that message. */
  message: string;
  why: 'digest' | 'quiet';
  happened_at: Timestamp;
  due_at: Timestamp;
  /** The digest that tells it; null while it waits. */
  digest_id: string | null;
}
