import { disconnectOffer } from '../cards/disconnect-offer.ts';
import { namedProvider } from '../named-provider.ts';
import type { Rooms } from '../rooms.ts';
import type { Command } from './command.ts';

/** `/buildrunner disconnect <provider>` */
export function disconnectCommand({
  manifests,
  disconnect,
}: Pick<Rooms, 'manifests' | 'disconnect'>): Command {
  return {
    name: 'disconnect',
    usage: '<provider>',
    summary: 'forget a provider’s credentials; asks once more before it does',
    examples: [...manifests.keys()].map((name) => `disconnect ${name}`),
    options: {},
    needs: 'integration.disconnect',
    async run({ actor, words, say }) {
      const manifest = namedProvider(manifests, words[0]);
      await disconnect.requireMay(actor, manifest.id);
      await say(disconnectOffer(manifest));
    },
  };
}
