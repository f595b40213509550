import { reportSections } from '../modals/configure-outcome.ts';
import { namedProvider } from '../named-provider.ts';
import type { Rooms } from '../rooms.ts';
import { escapeMrkdwn, truncate } from '../text.ts';
import type { Command } from './command.ts';

/** Longest outcome that a notification shows, in characters before escaping. */
const LONGEST_SUMMARY = 300;

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
      const report = await configuration.test(actor, manifest.id);
      const summary = escapeMrkdwn(truncate(report.summary, LONGEST_SUMMARY));
      await say({
        text: `${manifest.name}: Connection successful. ${summary}`,
        blocks: reportSections(`:white_check_mark: *${manifest.name}: Connection successful*`, report),
      });
    },
  };
}
