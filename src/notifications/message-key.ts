import type { MessageRef } from '../jobs/job.ts';

/** What a message is known by, in the database and in the metadata it carries in Slack. */
export function messageKey(message: MessageRef): string {
  const { channel } = message;
  switch (message.form) {
    case 'card':
      return cardKey(message);
    case 'outcome': {
      const { kind, at } = message.outcome;
      return `${outcomeKeyPrefix(message.previewId)}${message.attempt}:${kind}:${at}@${channel}`;
    }
    case 'deployment': {
      const { externalId, state } = message.reported;
      return `deployment:${message.integrationId}:${externalId}:${state}@${channel}`;
    }
    case 'issue_news':
      return `${issueKeyPrefix(message.linkId)}${message.what}:${message.at}@${channel}`;
    case 'digest':
      return `${DIGEST_KEY_PREFIX}${message.digestId}@${channel}`;
    case 'subscription_paused':
      return `paused:${message.paused}:${message.since}@${channel}`;
    case 'rotation':
      return `rotation:${message.integrationId}:${message.since}@${channel}`;
    case 'health':
      return `health:${message.integrationId}:${message.what}:${message.at}@${channel}`;
    case 'approval':
      return `${approvalKeyPrefix(message.approvalId)}${channel}`;
    case 'approval_outcome':
      return `approval-outcome:${message.approvalId}@${channel}`;
    case 'policy_news':
      return `policy:${message.at}@${channel}`;
    case 'suggestion':
      return `suggestion:${message.integrationId}:${message.issue.externalId}:${message.microstepId}@${channel}`;
  }
}

/** What the keys of all that is told of a preview beside its cards begin with. */
export function outcomeKeyPrefix(previewId: string): string {
  return `outcome:preview:${previewId}:`;
}

/** What the keys of all news of a link begin with. */
export function issueKeyPrefix(linkId: string): string {
  return `issue:${linkId}:`;
}

/** What the keys of all digests begin with. */
export const DIGEST_KEY_PREFIX = 'digest:';

/** The digest whose message has this key. */
export function digestIdOf(key: string): string {
  return key.slice(DIGEST_KEY_PREFIX.length).replace(/@[^@]*$/, '');
}

/** What the keys of all cards of an approval begin with; the channel follows, as it was addressed. */
export function approvalKeyPrefix(approvalId: string): string {
  return `approval:${approvalId}@`;
}

/** The key of the card in whose thread a message stands. */
export function cardKey({ previewId, channel }: { previewId: string; channel: string }): string {
  return `${cardKeyPrefix(previewId)}${channel}`;
}

/** What the keys of all cards of a preview begin with. */
export function cardKeyPrefix(previewId: string): string {
  return `card:preview:${previewId}@`;
}

/** The channel that a card with this key was addressed to; the one it was posted in may have another id. */
export function cardChannel(previewId: string, key: string): string {
  return key.slice(cardKeyPrefix(previewId).length);
}
