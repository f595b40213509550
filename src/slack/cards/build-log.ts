import type { KnownBlock } from '@slack/types';
import type { BuildLog } from '../../previews/build-log.ts';
import type { PreviewRow } from '../../store/schema.ts';
import { actions, button, context, section } from '../blocks.ts';
import { LIMITS } from '../limits.ts';
import { codeBlock, link } from '../text.ts';
import { buildLogTitle, LOG_PAGE, logPageValue } from './build-log-page.ts';
import type { Rendered } from './rendered.ts';

/** The part of a build log that a person looks for first, with the ways to the whole of it. */
export function buildLogMessage(preview: PreviewRow, log: BuildLog): Rendered {
  const never = '_The build never started: there is no log._';
  const body = log.started ? codeBlock(log.lines, LIMITS.sectionText) : never;
  const blocks: KnownBlock[] = [section(buildLogTitle(preview)), section(body)];
  if (log.truncated) {
    const label = `The whole log, ${log.lineCount} lines`;
    blocks.push(actions([button(LOG_PAGE, label, { value: logPageValue(preview.id, 0) })]));
  }
  if (preview.inspect_url) blocks.push(context(link(preview.inspect_url, 'the build at its vendor')));
  return { text: `Build log of preview ${preview.id}.`, blocks };
}
