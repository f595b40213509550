import type { ConnectionReport } from '../../integrations/contract.ts';
import type { Manifest } from '../../integrations/manifest.ts';
import { reportSections } from '../modals/configure-outcome.ts';
import { escapeMrkdwn, truncate } from '../text.ts';
import type { Rendered } from './rendered.ts';

/** Longest outcome that a notification shows, in characters before escaping. */
const LONGEST_SUMMARY = 300;

/** What a test of a connection found. */
export function testedMessage({ name }: Pick<Manifest, 'name'>, report: ConnectionReport): Rendered {
  const summary = escapeMrkdwn(truncate(report.summary, LONGEST_SUMMARY));
  return {
    text: `${name}: Connection successful. ${summary}`,
    blocks: reportSections(`:white_check_mark: *${name}: Connection successful*`, report),
  };
}
