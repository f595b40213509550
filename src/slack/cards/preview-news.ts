import type { PreviewRow } from '../../store/schema.ts';
import { code, escapeMrkdwn, link, truncate } from '../text.ts';

/** Longest of each, in characters before escaping. */
const LONGEST_BRANCH = 80;
const LONGEST_REASON = 200;

/** How one attempt of a preview ended, in one line that pings nobody. What is no longer so of it is left out. */
export function previewNewsLine(
  preview: PreviewRow,
  { kind, attempt }: { kind: 'ready' | 'failed'; attempt: number },
  providerName: string,
): string {
  const isCurrent = preview.attempt === attempt && preview.state === kind;
  const emoji = kind === 'ready' ? ':white_check_mark:' : ':x:';
  const what = `${emoji} ${code(truncate(preview.branch, LONGEST_BRANCH))} *${kind}* on ${escapeMrkdwn(providerName)}`;
  const where = isCurrent && kind === 'ready' && preview.url ? [link(preview.url, 'open')] : [];
  const why =
    isCurrent && kind === 'failed' && preview.failure
      ? [escapeMrkdwn(truncate(preview.failure, LONGEST_REASON))]
      : [];
  return [what, ...where, ...why, previewFacts(preview)].join(' · ');
}

/** Commit, pull request and id of a preview, for beneath or behind what is told of it. */
export function previewFacts({ id, commit_sha: sha, pull_request: number }: PreviewRow): string {
  const facts = [sha === null ? '' : code(sha.slice(0, 7)), number === null ? '' : `#${number}`, code(id)];
  return facts.filter(Boolean).join(' · ');
}
