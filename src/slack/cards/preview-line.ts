import type { PreviewRow } from '../../store/schema.ts';
import { code, link, slackTime, truncate } from '../text.ts';

/** Longest name of a branch in a list, in characters. */
const LONGEST_BRANCH = 80;

/** One preview in one line: state, branch, where it is, since when. */
export function previewLine(preview: PreviewRow): string {
  const where = preview.state === 'ready' && preview.url ? ` · ${link(preview.url, 'open')}` : '';
  const at = slackTime(preview.finished_at ?? preview.requested_at);
  return `${code(preview.id)} *${preview.state}* ${code(truncate(preview.branch, LONGEST_BRANCH))}${where} · ${at}`;
}
