import { testedMessage } from '../cards/tested.ts';
import { namedProvider } from '../named-provider.ts';
import type { Rooms } from '../rooms.ts';
import type { Command } from './command.ts';

/** `/buildrunner test <provider>` */
export function testCommand({
  configuration,
  manifests,
}: Pick<Rooms, 'configuration' | 'manifests'>): Command {
  return {
    name: 'test',
    usage: '<provider>',
    summary: 'test the connection to a configured provider',
    examples: [...manifests.keys()].map((name) => `test ${name}`),
    options: {},
    needs: 'integration.test',
    async run({ actor, words, say }) {
      const manifest = namedProvider(manifests, words[0]);
      await say(`Testing the connection to ${manifest.name} …`);
      await say(testedMessage(manifest, await configuration.test(actor, manifest.id)));
    },
  };
}
