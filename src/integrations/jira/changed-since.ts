import { hasCode } from '../errors.ts';
import type { IssueAnswer, IssuePage } from './answers.ts';
import { type Cursor, changeTime, cursorAfter, readCursor, writeCursor } from './change-cursor.ts';
import type { IssueRequests, IssueSearch } from './issue-requests.ts';
import { jqlTime, quoted } from './jql.ts';

/** Where and how to look for changes. */
export interface ChangeSearch {
  projectKey: string;
  fields: string[];
  /** The account's: JQL reads times in it. */
  timeZone: string;
  now: Date;
}

/**
 * What changed since `cursor`, oldest first, a request a page; one request where nothing has.
 *
 * Jira does not say whether its page tokens hold still while issues change, and an issue that moves to the end may let
 * another slip past a border between two pages. So each page asks anew from the last change told, as long as that
 * brings mostly new ones; only within a bulk edit, all in a few minutes, the token leads on.
 */
export async function* changesSince(
  requests: IssueRequests,
  search: ChangeSearch,
  written: string | undefined,
): AsyncGenerator<{ found: IssueAnswer[]; cursor: string }> {
  let cursor = readCursor(written);
  while (true) {
    const jql = cursor?.more?.jql ?? jqlFor(search, cursor);
    const page = await pageOf(requests, { jql, fields: search.fields, token: cursor?.more?.token });
    if (page === 'spent') {
      cursor = cursor && { ...cursor, more: undefined };
      continue;
    }
    const before = cursor;
    const found = page.issues.filter((issue) => isNew(issue, before));
    cursor = cursorAfter(cursor, page, jql, search.now);
    const hasMoved = cursor?.from !== before?.from;
    if (cursor && (found.length > 0 || hasMoved)) yield { found, cursor: writeCursor(cursor) };
    if (!page.next) return;
  }
}

/** Where clocks are put back, the query begins an hour early: what it finds of that hour was told long ago. */
function isNew(issue: IssueAnswer, cursor: Cursor | undefined): boolean {
  if (!cursor) return true;
  const time = changeTime(issue);
  const isEarlier = time > 0 && time < cursor.from;
  return !isEarlier && cursor.seen.get(issue.id) !== time;
}

/** `spent` where a token that was kept for long has run out. */
async function pageOf(requests: IssueRequests, search: IssueSearch): Promise<IssuePage | 'spent'> {
  try {
    return await requests.page(search);
  } catch (error) {
    if (search.token && hasCode(error, 'invalid_request')) return 'spent';
    throw error;
  }
}

function jqlFor({ projectKey, timeZone }: ChangeSearch, cursor: Cursor | undefined): string {
  const since = cursor && jqlTime(new Date(cursor.from), timeZone);
  return `project = ${quoted(projectKey)}${since ? ` AND updated >= ${quoted(since)}` : ''} ORDER BY updated ASC`;
}
