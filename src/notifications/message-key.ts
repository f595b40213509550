import type { MessageRef } from '../jobs/job.ts';

/** What a message is known by, in the database and in the metadata it carries in Slack. */
export function messageKey(message: MessageRef): string {
  return message.form === 'card'
    ? cardKey(message)
    : `outcome:preview:${message.previewId}:${message.attempt}:${message.state}@${message.channel}`;
}

/** The key of the card in whose thread a message stands. */
export function cardKey({ previewId, channel }: Pick<MessageRef, 'previewId' | 'channel'>): string {
  return `${cardKeyPrefix(previewId)}${channel}`;
}

/** What the keys of all cards of a preview begin with. */
export function cardKeyPrefix(previewId: string): string {
  return `card:preview:${previewId}@`;
}
