import { createHash } from 'node:crypto';
import type { WebClient } from '@slack/web-api';
import type { Logger } from 'pino';
import type { JobHandlers, MessageRef } from '../../jobs/job.ts';
import { cardKey, issueKeyPrefix, messageKey } from '../../notifications/message-key.ts';
import type { SlackMessageRow } from '../../store/schema.ts';
import {
  findSlackMessage,
  forgetReservation,
  recordFailure,
  recordPosted,
  reserveSlackMessage,
  slackMessagesByPrefix,
} from '../../store/slack-messages.ts';
import type { Rendered } from '../cards/rendered.ts';
import { findPosted, METADATA_TYPE } from './find-posted.ts';
import type { Pace } from './pace.ts';
import { PostponedDelivery } from './postponed-delivery.ts';
import { type RenderOptions, renderMessage } from './render-message.ts';
import { classifySlackError, isGone } from './slack-errors.ts';

export interface DeliveryOptions extends RenderOptions {
  clientFor: (workspaceId: string) => Promise<WebClient>;
  /** Told when a message cannot be delivered, once for each new reason; `code` is Slack's own word for it. */
  onUndeliverable: (message: MessageRef, failure: { code: string; advice: string }) => Promise<void>;
  pace: Pace;
  now: () => Date;
  log: Logger;
}

/** Where a message stands: in a channel, or under one of its messages. */
interface Place {
  channel: string;
  threadTs: string | null;
}

/**
 * Brings one message in Slack to what it should show: posts it once, however often this runs and wherever it was cut
 * off, and changes it in place from then on. What a person deleted stays away; any other trouble is tried again the
 * next time there is something to tell, since people mend it: they invite the bot, or install the app again.
 */
export function createDeliverHandler(options: DeliveryOptions): JobHandlers['message.deliver'] {
  const { database, now } = options;

  return async ({ message }) => {
    const content = await renderMessage(options, message);
    if (!content) return;
    const place = await placeOf(message);
    if (!place) return;
    await keepPace(message, place);
    const at = now().toISOString();
    const { row, isNew } = await reserveSlackMessage(database.db, {
      workspace_id: message.workspaceId,
      key: messageKey(message),
      channel: place.channel,
      ts: null,
      thread_ts: place.threadTs,
      content_hash: null,
      failure: null,
      created_at: at,
      updated_at: at,
    });
    if (row.failure !== null && isGone(row.failure)) return;
    try {
      await bringTo(row, isNew, content, message);
    } catch (error) {
      await settle(error, row, isNew, message);
    }
  };

  /** Waits for the channel's turn where the message is still to be posted. */
  async function keepPace(message: MessageRef, { channel }: Place): Promise<void> {
    const { workspaceId } = message;
    const present = await findSlackMessage(database.db, workspaceId, messageKey(message));
    const isPosted = present !== undefined && present.ts !== null;
    if (isPosted || (present?.failure && isGone(present.failure))) return;
    const waitMs = options.pace.take(workspaceId, channel);
    if (waitMs > 0)
      throw new PostponedDelivery('the channel has its turn later', waitMs, { restsLane: true });
  }

  /** Undefined where the card is gone, and its thread with it. */
  async function placeOf(message: MessageRef): Promise<Place | undefined> {
    const inChannel = { channel: message.channel, threadTs: null };
    if (message.form === 'issue_news' && message.thread) {
      return (await firstNewsOf(message.linkId, message)) ?? inChannel;
    }
    if (message.form !== 'outcome' || message.flat) return inChannel;
    const card = await findSlackMessage(database.db, message.workspaceId, cardKey(message));
    if (card?.ts) return { channel: card.channel, threadTs: card.ts };
    if (card?.failure) return undefined;
    // The longer the card has been on its way, the longer it is worth waiting for it.
    const waited = card ? now().getTime() - Date.parse(card.created_at) : 0;
    throw new PostponedDelivery('the card is not posted yet', Math.min(Math.max(waited, 1_000), 300_000));
  }

  /** Where a link was first told of in a channel. */
  async function firstNewsOf(
    linkId: string,
    { workspaceId, channel }: MessageRef,
  ): Promise<Place | undefined> {
    const rows = await slackMessagesByPrefix(database.db, workspaceId, issueKeyPrefix(linkId));
    const inChannel = rows.filter(({ key, thread_ts }) => key.endsWith(`@${channel}`) && thread_ts === null);
    const [first] = inChannel.sort((a, b) => a.created_at.localeCompare(b.created_at));
    return first?.ts ? { channel: first.channel, threadTs: first.ts } : undefined;
  }

  async function bringTo(row: SlackMessageRow, isNew: boolean, content: Rendered, message: MessageRef) {
    const client = await options.clientFor(row.workspace_id);
    const contentHash = createHash('sha256').update(JSON.stringify(content)).digest('base64url');
    const record = (channel: string, ts: string) => {
      const posted = { channel, ts, contentHash, at: now().toISOString() };
      return recordPosted(database.db, row.workspace_id, row.key, posted);
    };
    const { thread_ts: threadTs, created_at: since, key } = row;
    const channel = await conversationOf(client, row.channel);
    const ts = row.ts ?? (isNew ? undefined : await findPosted(client, { channel, threadTs }, key, since));

    if (ts !== undefined) {
      if (row.ts !== null && row.content_hash === contentHash && row.failure === null) return;
      await client.chat.update({ channel, ts, ...content, metadata: metadata(key) });
      await record(channel, ts);
      options.log.info({ key, channel, ts }, 'message changed');
      return;
    }
    const broadcast = message.form === 'outcome' && message.broadcast;
    const thread = threadTs === null ? {} : { thread_ts: threadTs, reply_broadcast: broadcast };
    const posted = await client.chat.postMessage({
      channel,
      ...thread,
      ...content,
      unfurl_links: false,
      metadata: metadata(key),
    });
    if (posted.ts === undefined) throw new Error('Slack posted the message without telling its ts.');
    await record(posted.channel ?? channel, posted.ts);
    options.log.info({ key, channel: posted.channel ?? channel, ts: posted.ts }, 'message posted');
  }

  async function settle(
    error: unknown,
    row: SlackMessageRow,
    isNew: boolean,
    message: MessageRef,
  ): Promise<void> {
    const failure = classifySlackError(error);
    if (failure.kind === 'rate_limited') {
      // What was refused was not posted: the next try need not look for it.
      if (isNew) await forgetReservation(database.db, row.workspace_id, row.key);
      throw new PostponedDelivery('Slack asks to wait', failure.delayMs, { restsLane: true });
    }
    if (failure.kind === 'passing') throw error;
    const { key, channel, workspace_id: workspaceId } = row;
    options.log.warn({ key, channel, code: failure.code }, 'a message cannot be delivered');
    // Told before it is written down: better twice, after a crash in between, than never.
    if (row.failure !== failure.code) await options.onUndeliverable(message, failure);
    await recordFailure(database.db, workspaceId, key, { failure: failure.code, at: now().toISOString() });
  }
}

/** A person's id is no conversation: it has no history to look into and no message to change. */
async function conversationOf(client: WebClient, channel: string): Promise<string> {
  if (!/^[UW]/.test(channel)) return channel;
  const opened = await client.conversations.open({ users: channel });
  return opened.channel?.id ?? channel;
}

function metadata(key: string) {
  return { event_type: METADATA_TYPE, event_payload: { key } };
}
