import type { KnownBlock } from '@slack/types';
import type { Subscription } from '../../store/subscription-schema.ts';
import { context, header } from '../blocks.ts';
import { ownSubscription } from '../cards/subscription.ts';

/** How many subscriptions are shown, a block each. */
const SUBSCRIPTIONS_SHOWN = 20;

/** What a person subscribed channels to, paused ones first. */
export function subscriptionBlocks(subscriptions: readonly Subscription[]): KnownBlock[] {
  const more = subscriptions.length - SUBSCRIPTIONS_SHOWN;
  return [
    header('Your subscriptions'),
    ...subscriptions.slice(0, SUBSCRIPTIONS_SHOWN).map(ownSubscription),
    context(more > 0 ? `… and ${more} more` : '`/buildrunner subscribe` in a channel makes one.'),
  ];
}
