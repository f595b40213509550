import type { WebClient } from '@slack/web-api';
import { Refusal } from '../governance/gate.ts';
import type { Probe } from '../notifications/subscriptions.ts';
import { subscribedMessage } from './cards/subscription.ts';
import { classifySlackError, isOfChannel } from './delivery/slack-errors.ts';
import { patiently } from './patiently.ts';

/** Finds out whether a channel takes messages by posting one, which says what it will hear of from now on. */
export function createProbe({
  clientFor,
  wait,
}: {
  clientFor: (workspaceId: string) => Promise<WebClient>;
  wait?: (ms: number) => Promise<unknown>;
}): Probe {
  return async (workspaceId, subscriptions) => {
    const client = await clientFor(workspaceId);
    const channel = subscriptions[0]?.channel ?? '';
    try {
      const message = { channel, ...subscribedMessage(subscriptions), unfurl_links: false };
      await patiently(() => client.chat.postMessage(message), wait);
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
