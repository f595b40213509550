import { subscriptionList } from '../cards/subscription.ts';
import type { Rooms } from '../rooms.ts';
import type { Command } from './command.ts';
import { readEvents } from './subscription-options.ts';

/** `/buildrunner unsubscribe [events]` */
export function unsubscribeCommand({ subscriptions }: Pick<Rooms, 'subscriptions'>): Command {
  return {
    name: 'unsubscribe',
    usage: '[events]',
    summary: 'have this channel told of these no more, or of nothing at all',
    examples: ['unsubscribe', 'unsubscribe issues'],
    options: {},
    needs: 'subscription.remove',
    async run({ actor, channel, words, say }) {
      const events = readEvents(words);
      const left = await subscriptions.unsubscribe(actor, channel, events.length > 0 ? events : undefined);
      if (left.length === 0) return say(':no_bell: This channel hears of nothing any more.');
      await say(subscriptionList(':no_bell: Done. This channel still hears of:', left));
    },
  };
}
