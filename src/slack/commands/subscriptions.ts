import { subscriptionList } from '../cards/subscription.ts';
import type { Rooms } from '../rooms.ts';
import type { Command } from './command.ts';

/** `/buildrunner subscriptions` */
export function subscriptionsCommand({ subscriptions }: Pick<Rooms, 'subscriptions'>): Command {
  return {
    name: 'subscriptions',
    usage: '',
    summary: 'list what this channel hears of',
    examples: ['subscriptions'],
    options: {},
    needs: 'subscription.read',
    async run({ actor, channel, say }) {
      const here = await subscriptions.inChannel(actor, channel);
      await say(
        here.length > 0
          ? subscriptionList('This channel hears of:', here)
          : 'This channel hears of nothing. `/buildrunner subscribe all` changes that.',
      );
    },
  };
}
