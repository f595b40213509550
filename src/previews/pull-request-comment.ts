import type { PreviewRow } from '../store/schema.ts';

const FENCE = '```';

/** The comment on a pull request that is edited in place, in Markdown. */
export function previewComment(preview: PreviewRow, providerName: string): string {
  const { state, branch, url, inspect_url: inspectUrl, commit_sha: commitSha } = preview;
  const rows = [
    ['State', state],
    ['Preview', url && state !== 'expired' ? `<${url}>` : '–'],
    ['Commit', commitSha ? `\`${commitSha.slice(0, 7)}\`` : '–'],
    ['Build', inspectUrl ? `[${providerName}](${inspectUrl})` : providerName],
  ];
  const table = ['| | |', '|---|---|', ...rows.map(([name, value]) => `| ${name} | ${value} |`)].join('\n');
  return [`**Preview of \`${branch.replaceAll('`', 'ʼ')}\` on ${providerName}**`, table, excerpt(preview)]
    .filter(Boolean)
    .join('\n\n');
}

function excerpt(preview: PreviewRow): string {
  if (preview.state !== 'failed') return '';
  const lines: string[] = preview.log_excerpt === null ? [] : JSON.parse(preview.log_excerpt);
  const why = preview.failure ?? 'The build failed.';
  if (lines.length === 0) return why;
  const log = lines.join('\n').replaceAll(FENCE, 'ʼʼʼ');
  return `${why}\n\n${FENCE}\n${log}\n${FENCE}`;
}
