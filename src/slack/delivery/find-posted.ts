import type { WebClient } from '@slack/web-api';

/** The metadata by which a message of ours is known again in a channel's history. */
export const METADATA_TYPE = 'buildrunner_message';

/**
 * Looks for a message that an earlier try may have posted before it could write down that it did. Slack has no
 * idempotency key for posts; its history is the only witness.
 *
 * @param since ISO 8601: when the message's key was reserved
 * @returns the message's `ts`
 */
export async function findPosted(
  client: WebClient,
  place: { channel: string; threadTs: string | null },
  key: string,
  since: string,
): Promise<string | undefined> {
  // A little earlier than our clock says: Slack's may be behind.
  const oldest = String(Date.parse(since) / 1000 - 60);
  const about = { channel: place.channel, oldest, include_all_metadata: true, limit: 200 };
  for (let cursor: string | undefined = ''; cursor !== undefined; ) {
    const page: { messages?: PostedMessage[]; response_metadata?: { next_cursor?: string } } =
      place.threadTs === null
        ? await client.conversations.history({ ...about, cursor })
        : await client.conversations.replies({ ...about, ts: place.threadTs, cursor });
    const found = page.messages?.find(
      ({ metadata }) => metadata?.event_type === METADATA_TYPE && metadata.event_payload?.key === key,
    );
    if (found?.ts !== undefined) return found.ts;
    cursor = page.response_metadata?.next_cursor || undefined;
  }
  return undefined;
}

interface PostedMessage {
  ts?: string;
  metadata?: { event_type?: string; event_payload?: { key?: unknown } };
}
