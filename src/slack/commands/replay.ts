import { replayedMessage, replayedText } from '../cards/replayed.ts';
import { namedProvider } from '../named-provider.ts';
import { replayOne } from '../replay-one.ts';
import type { Rooms } from '../rooms.ts';
import type { Command } from './command.ts';
import { GrammarError } from './grammar.ts';

/** `/buildrunner replay <delivery>` and `/buildrunner replay failed [--provider github]` */
export function replayCommand({ deliveries, manifests }: Pick<Rooms, 'deliveries' | 'manifests'>): Command {
  return {
    name: 'replay',
    usage: '<delivery> | failed [--provider name]',
    summary: 'have a webhook delivery, or all that failed, handled again',
    examples: [
      'replay failed',
      'replay failed --provider github',
      'replay 0199a3f2-7c1e-7d0a-9b1c-3e5f7a9b1c3d',
    ],
    options: { provider: 'value' },
    needs: 'delivery.replay',
    async run({ actor, words: [which], options: { provider }, say }) {
      if (which === undefined) {
        throw new GrammarError('Say which: `failed`, or an id as `/buildrunner webhooks failed` shows it.');
      }
      if (which !== 'failed') {
        if (provider !== undefined) throw new GrammarError('`--provider` goes with `failed` only.');
        return say(replayedText(await replayOne(deliveries, actor, which)));
      }
      const named = provider === undefined ? undefined : namedProvider(manifests, provider).id;
      const all = await deliveries.replayAll(actor, { provider: named });
      await say(all.replayed.length > 0 ? replayedMessage(all) : 'No webhook delivery has failed.');
    },
  };
}
