import { createHash } from 'node:crypto';
import type { WebClient } from '@slack/web-api';
import type { Logger } from 'pino';
import type { Manifest } from '../../integrations/manifest.ts';
import type { JobHandlers, MessageRef } from '../../jobs/job.ts';
import { cardKey, messageKey } from '../../notifications/message-key.ts';
import type { Database } from '../../store/database.ts';
import type { SlackMessageRow } from '../../store/schema.ts';
import {
  findSlackMessage,
  recordFailure,
  recordPosted,
  reserveSlackMessage,
} from '../../store/slack-messages.ts';
import type { Rendered } from '../cards/rendered.ts';
import { findPosted, METADATA_TYPE } from './find-posted.ts';
import { renderMessage } from './render-message.ts';
import { classifySlackError } from './slack-errors.ts';

export interface DeliveryOptions {
  database: Database;
  manifests: ReadonlyMap<string, Manifest>;
  clientFor: (workspaceId: string) => Promise<WebClient>;
  /** Told once when a message can never be delivered. */
  onUndeliverable: (message: MessageRef, advice: string) => Promise<void>;
  now: () => Date;
  log: Logger;
}

/** Slack asks to wait, or a card has to be posted before its thread: the job waits without using up a try. */
class PostponedDelivery extends Error {
  override readonly name = 'PostponedDelivery';
  readonly code = 'rate_limited';
  readonly retryable = true;
  readonly delayMs: number;

  constructor(reason: string, delayMs: number) {
    super(reason);
    this.delayMs = delayMs;
  }
}

/**
 * Brings one message in Slack to what it should show: posts it once, however often this runs and wherever it was cut
 * off, and changes it in place from then on.
 */
export function createDeliverHandler(options: DeliveryOptions): JobHandlers['message.deliver'] {
  const { database, now } = options;

  return async ({ message }) => {
    const content = await renderMessage(database.db, options.manifests, message);
    if (!content) return;
    const threadTs = await threadOf(message);
    const key = messageKey(message);
    const at = now().toISOString();
    const { row, isNew } = await reserveSlackMessage(database.db, {
      workspace_id: message.workspaceId,
      key,
      channel: message.channel,
      ts: null,
      thread_ts: threadTs,
      content_hash: null,
      failure: null,
      created_at: at,
      updated_at: at,
    });
    if (row.failure !== null) return;
    try {
      await bringTo(row, isNew, content, message);
    } catch (error) {
      await settle(error, row, message);
    }
  };

  async function threadOf(message: MessageRef): Promise<string | null> {
    if (message.form === 'card') return null;
    const card = await findSlackMessage(database.db, message.workspaceId, cardKey(message));
    if (card?.failure) return null;
    if (!card?.ts) throw new PostponedDelivery('the card is not posted yet', 1000);
    return card.ts;
  }

  async function bringTo(row: SlackMessageRow, isNew: boolean, content: Rendered, message: MessageRef) {
    const client = await options.clientFor(row.workspace_id);
    const contentHash = createHash('sha256').update(JSON.stringify(content)).digest('base64url');
    const record = (ts: string) =>
      recordPosted(database.db, row.workspace_id, row.key, { ts, contentHash, at: now().toISOString() });
    const place = { channel: row.channel, threadTs: row.thread_ts };
    const ts = row.ts ?? (isNew ? undefined : await findPosted(client, place, row.key, row.created_at));

    if (ts !== undefined) {
      if (row.ts !== null && row.content_hash === contentHash) return;
      await client.chat.update({ channel: row.channel, ts, ...content, metadata: metadata(row.key) });
      await record(ts);
      return;
    }
    const thread =
      row.thread_ts === null
        ? {}
        : { thread_ts: row.thread_ts, reply_broadcast: message.form === 'outcome' && message.broadcast };
    const posted = await client.chat.postMessage({
      channel: row.channel,
      ...thread,
      ...content,
      unfurl_links: false,
      metadata: metadata(row.key),
    });
    if (posted.ts === undefined) throw new Error('Slack posted the message without telling its ts.');
    await record(posted.ts);
  }

  async function settle(error: unknown, row: SlackMessageRow, message: MessageRef): Promise<void> {
    const failure = classifySlackError(error);
    if (failure.kind === 'rate_limited') {
      throw new PostponedDelivery('Slack asks to wait', failure.delayMs);
    }
    if (failure.kind === 'passing') throw error;
    options.log.warn(
      { key: row.key, channel: row.channel, code: failure.code },
      'a message cannot be delivered',
    );
    const outcome = { failure: failure.advice, at: now().toISOString() };
    await recordFailure(database.db, row.workspace_id, row.key, outcome);
    if (row.ts === null) await options.onUndeliverable(message, failure.advice);
  }
}

function metadata(key: string) {
  return { event_type: METADATA_TYPE, event_payload: { key } };
}
