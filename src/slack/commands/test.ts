import type { Configuration } from '../../integrations/configure.ts';
import type { Manifest } from '../../integrations/manifest.ts';
import { section } from '../blocks.ts';
import { reportText } from '../modals/configure-outcome.ts';
import type { Command } from './command.ts';
import { chosen } from './configure.ts';

/** `/buildrunner test <provider>` */
export function testCommand(options: {
  configuration: Configuration;
  manifests: ReadonlyMap<string, Manifest>;
}): Command {
  return {
    name: 'test',
    usage: '<provider>',
    summary: 'test the connection to a configured provider',
    examples: [...options.manifests.keys()].map((name) => `test ${name}`),
    options: {},
    needs: 'integration.test',
    async run({ actor, words, say }) {
      const manifest = chosen(options.manifests, words[0]);
      await say(`Testing the connection to ${manifest.name} …`);
      const report = await options.configuration.test(actor, manifest.id);
      const text = `:white_check_mark: *${manifest.name}: Connection successful*\n${reportText(report)}`;
      await say({
        text: `${manifest.name}: Connection successful. ${report.summary}`,
        blocks: [section(text)],
      });
    },
  };
}
