import type { IssueAnswer } from './answers.ts';
import type { IssueRequests } from './issue-requests.ts';
import { quoted } from './jql.ts';
import { markerOf } from './marker.ts';

/** How far Jira's clock may be behind ours when an issue of ours is looked for. */
const CLOCK_MARGIN_MS = 5 * 60_000;

/** How many issues are looked for that the index does not show yet. */
const MOST_UNLISTED = 20;

/**
 * The issue with a marker among those made since `since`. JQL finds a property only where an app has declared it, so the
 * candidates come with theirs and are compared here, newest first. The index lags behind, and an issue of a moment ago
 * would be made twice: those that follow the newest are asked for by their keys, which count up.
 */
export async function findMarked(
  requests: IssueRequests,
  { projectKey, fields }: { projectKey: string; fields: string[] },
  marker: string,
  since: Date,
): Promise<IssueAnswer | undefined> {
  const earliest = since.getTime() - CLOCK_MARGIN_MS;
  const jql = `project = ${quoted(projectKey)} ORDER BY created DESC`;
  const search = { jql, fields: [...fields, 'created'], withMarker: true };
  let newest: string | undefined;
  let token: string | undefined;
  do {
    const page = await requests.page({ ...search, token });
    const ours = page.issues.find((issue) => markerOf(issue) === marker);
    if (ours) return ours;
    newest ??= highestKey(page.issues);
    token = page.issues.some((issue) => createdAt(issue) >= earliest) ? page.next : undefined;
  } while (token);
  return findUnlisted(requests, newest ?? `${projectKey}-0`, fields, marker);
}

async function findUnlisted(requests: IssueRequests, newest: string, fields: string[], marker: string) {
  const [, project, number] = /^(.+)-(\d+)$/.exec(newest) ?? [];
  for (let offset = 1; offset <= MOST_UNLISTED; offset += 1) {
    const issue = await requests.byKey(`${project}-${Number(number) + offset}`, fields);
    if (!issue || markerOf(issue) === marker) return issue;
  }
  return undefined;
}

/** One that came from another project is older than its number. */
function highestKey(issues: readonly IssueAnswer[]): string | undefined {
  const numberOf = (key: string) => Number(/\d+$/.exec(key)?.[0] ?? 0);
  return issues.map(({ key }) => key).toSorted((a, b) => numberOf(b) - numberOf(a))[0];
}

function createdAt({ fields }: IssueAnswer): number {
  return Date.parse(fields.created ?? '') || 0;
}
