import type { PreviewRow } from '../../store/schema.ts';
import { code, link, slackTime } from '../text.ts';

/** One preview in one line: state, branch, where it is, since when. */
export function previewLine(preview: PreviewRow): string {
  const where = preview.state === 'ready' && preview.url ? ` · ${link(preview.url, 'open')}` : '';
  const at = slackTime(preview.finished_at ?? preview.requested_at);
  return `${code(preview.id)} *${preview.state}* ${code(preview.branch.slice(0, 80))}${where} · ${at}`;
}
