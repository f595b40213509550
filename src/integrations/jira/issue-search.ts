import type { IssueAnswer } from './answers.ts';
import type { IssueRequests } from './issue-requests.ts';
import { quoted, searchWords } from './jql.ts';

/**
 * Issues of the project for type-ahead: the one with that key or number, then those whose title holds words that begin
 * so, lately changed ones first. With nothing typed, what changed last.
 */
export async function searchIssues(
  requests: IssueRequests,
  { projectKey, fields }: { projectKey: string; fields: string[] },
  text: string,
  limit: number,
): Promise<IssueAnswer[]> {
  const key = keyIn(text, projectKey);
  const [keyed, worded] = await Promise.all([
    key ? requests.byKey(key, fields) : undefined,
    requests.page({ jql: jqlFor(projectKey, searchWords(text)), fields, limit }),
  ]);
  const all = [...(keyed ? [keyed] : []), ...worded.issues];
  return [...new Map(all.map((issue) => [issue.id, issue])).values()].slice(0, limit);
}

/** `PROJ-12`, `proj-12`, `#12` and `12` mean the same; a key of another project is not ours to find. */
function keyIn(text: string, projectKey: string): string | undefined {
  const [, project, number] = /^\s*(?:#|([A-Za-z][A-Za-z0-9_]*)-)?(\d{1,9})\s*$/.exec(text) ?? [];
  if (!number || (project && project.toUpperCase() !== projectKey.toUpperCase())) return undefined;
  return `${projectKey}-${number}`;
}

function jqlFor(projectKey: string, words: readonly string[]): string {
  const holding = words.length > 0 ? ` AND summary ~ ${quoted(words.join(' '))}` : '';
  return `project = ${quoted(projectKey)}${holding} ORDER BY updated DESC`;
}
