import type { IssueAnswer } from './answers.ts';
import type { IssueRequests } from './issue-requests.ts';

/**
 * What changed since `cursor`, oldest first; the cursor is the time of the last change seen, in whole seconds as GitHub
 * keeps it, and what changed within that second is told again.
 *
 * Each page starts from the last change of the one before, not from its number: while pages are read, an issue that
 * changes goes to the end and everything behind it moves up, past the border of a numbered page. The number is only
 * needed where more issues than a page holds changed within one second.
 */
export async function* changesSince(
  requests: IssueRequests,
  cursor: string | undefined,
): AsyncGenerator<{ found: IssueAnswer[]; cursor: string }> {
  let from = cursor;
  while (true) {
    const next = yield* pagesFrom(requests, from);
    if (next === undefined) return;
    from = next;
  }
}

/** Pages until one reaches a later second, which is where to start anew; undefined when there are no more. */
async function* pagesFrom(
  requests: IssueRequests,
  from: string | undefined,
): AsyncGenerator<{ found: IssueAnswer[]; cursor: string }, string | undefined> {
  const listing = { sort: 'updated', direction: 'asc', ...(from ? { since: from } : {}) } as const;
  for await (const { entries, isLast } of requests.list(listing)) {
    const last = entries.at(-1)?.updated_at;
    if (last === undefined) return undefined;
    yield { found: entries, cursor: last };
    if (!isLast && last !== from) return last;
  }
  return undefined;
}
