import type { WebClient } from '@slack/web-api';
import { Refusal } from '../governance/gate.ts';
import type { Probe } from '../notifications/subscriptions.ts';
import { subscribedMessage } from './cards/subscription.ts';
import { classifySlackError, isOfChannel } from './delivery/slack-errors.ts';

/** Finds out whether a channel takes messages by posting one, which says what it will hear of from now on. */
export function createProbe({
  clientFor,
}: {
  clientFor: (workspaceId: string) => Promise<WebClient>;
}): Probe {
  return async (workspaceId, subscriptions) => {
    const client = await clientFor(workspaceId);
    const channel = subscriptions[0]?.channel ?? '';
    try {
      await client.chat.postMessage({ channel, ...subscribedMessage(subscriptions), unfurl_links: false });
      return undefined;
    } catch (error) {
      const failure = classifySlackError(error);
      if (failure.kind === 'permanent' && isOfChannel(failure.code)) return failure.code;
      if (failure.kind === 'permanent') throw new Refusal(`Nothing can be posted. ${failure.advice}`);
      if (failure.kind === 'rate_limited') {
        const seconds = Math.ceil(failure.delayMs / 1000);
        throw new Refusal(`Slack takes no more messages there for ${seconds} s. Try again then.`);
      }
      throw error;
    }
  };
}
