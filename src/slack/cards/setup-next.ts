import type { KnownBlock } from '@slack/types';
import type { Manifest } from '../../integrations/manifest.ts';
import type { IntegrationStatus } from '../../integrations/status.ts';
import { context, section } from '../blocks.ts';
import { escapeMrkdwn } from '../text.ts';
import { statusBlocks } from './integration-status.ts';
import type { Rendered } from './rendered.ts';

type Kind = Manifest['kinds'][number];

/** What is connected one after the other, the repository first: the branches of all else come from there. */
const PARTS: readonly [kind: Kind, title: string][] = [
  ['repository', 'Repository'],
  ['issue_tracker', 'Issue trackers'],
  ['deployment_platform', 'Preview platforms'],
];

/** After the first questions: what to connect, each with its button. */
export function setupNext(
  projectName: string,
  integrations: readonly IntegrationStatus[],
  manifests: ReadonlyMap<string, Pick<Manifest, 'kinds'>>,
  /** What could not be done of what was asked for, as mrkdwn. */
  problem: string | undefined,
): Rendered {
  /** One that is several things stands under the first of them. */
  const partOf = ({ provider }: IntegrationStatus) =>
    PARTS.find(([kind]) => manifests.get(provider)?.kinds.includes(kind))?.[0];
  const blocks = PARTS.flatMap(([kind, title]): KnownBlock[] => {
    const cards = statusBlocks(integrations.filter((integration) => partOf(integration) === kind));
    return cards.length > 0 ? [section(`*${title}*`), ...cards] : [];
  });
  const named = `:white_check_mark: The project is called *${escapeMrkdwn(projectName)}*. Connect what it uses:`;
  return {
    text: `${escapeMrkdwn(projectName)} is set up. Connect its repository, trackers and platforms next.`,
    blocks: [
      section(named),
      ...(problem === undefined ? [] : [section(problem)]),
      ...blocks,
      context('All of it stands in the Home tab as well. Next: `/buildrunner import-plan`.'),
    ],
  };
}
