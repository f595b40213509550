import { subscriptionLines } from '../cards/subscription.ts';
import type { Rooms } from '../rooms.ts';
import type { Command } from './command.ts';
import { readWish } from './subscription-options.ts';

/** `/buildrunner subscribe <events> [--branch glob] …` */
export function subscribeCommand({ subscriptions }: Pick<Rooms, 'subscriptions'>): Command {
  return {
    name: 'subscribe',
    usage:
      '<events> [--branch glob] [--env preview|production] [--only failures] [--mode update|thread|flat] [--digest 09:00] [--quiet 22:00-07:00]',
    summary: 'have this channel told of previews, deployments or issues, and how',
    examples: [
      'subscribe all --quiet 22:00-07:00',
      'subscribe previews --branch "release/*" --mode thread',
      'subscribe deployments --env production --only failures',
      'subscribe issues --digest 09:00',
    ],
    options: {
      branch: 'value',
      env: 'value',
      only: 'value',
      mode: 'value',
      digest: 'value',
      quiet: 'value',
    },
    needs: 'subscription.create',
    async run({ actor, channel, words, options, say, timeZone }) {
      const wish = readWish(words, options);
      await say('Trying whether BuildRunner can post here …');
      const isTimed = wish.digestAt !== undefined || wish.quiet !== undefined;
      const subscription = await subscriptions.subscribe(actor, {
        ...wish,
        channel,
        ...(isTimed && { timeZone: await timeZone() }),
      });
      const outcome = subscription.paused
        ? ':warning: The subscription is kept, and nothing can be told yet.'
        : ':white_check_mark: This channel is subscribed.';
      await say(`${outcome}\n${subscriptionLines(subscription)}`);
    },
  };
}
