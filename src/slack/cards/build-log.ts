import type { KnownBlock } from '@slack/types';
import type { BuildLog } from '../../previews/build-log.ts';
import type { PreviewRow } from '../../store/schema.ts';
import { context, section } from '../blocks.ts';
import { LIMITS } from '../limits.ts';
import { code, codeBlock, link } from '../text.ts';
import type { Rendered } from './rendered.ts';

/** The part of a build log that a person looks for first, with the way to the whole of it. */
export function buildLogMessage(preview: PreviewRow, log: BuildLog): Rendered {
  const title = `Build log of ${code(preview.branch)} (${code(preview.id)}, attempt ${preview.attempt})`;
  const never = '_The build never started: there is no log._';
  const body = log.started ? codeBlock(log.lines, LIMITS.sectionText) : never;
  const whole = link(preview.inspect_url, `the whole log, ${log.lineCount} lines`);
  const blocks: KnownBlock[] = [section(title), section(body)];
  if (preview.inspect_url) blocks.push(context(whole));
  return { text: `Build log of preview ${preview.id}.`, blocks };
}
