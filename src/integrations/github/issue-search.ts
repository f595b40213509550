import { hasCode, type ProviderErrorCode } from '../errors.ts';
import type { IssueAnswer } from './answers.ts';
import type { IssueRequests } from './issue-requests.ts';

/** GitHub refuses longer searches than 256 characters, qualifiers not counted. */
const LONGEST_QUERY = 200;

/**
 * Issues for type-ahead: the one with that number, what GitHub's search finds by whole words of the title, and of
 * the hundred that changed last those whose title holds the text, half a word included. The search index lags behind
 * and allows only thirty requests a minute: where it refuses, the rest still answers.
 *
 * Source: https://docs.github.com/en/rest/search/search#rate-limit
 */
export async function searchIssues(
  requests: IssueRequests,
  repository: string,
  text: string,
  limit: number,
): Promise<IssueAnswer[]> {
  const words = wordsOf(text);
  const number = /^\s*#?(\d{1,10})\s*$/.exec(text)?.[1];
  const [numbered, indexed, recent] = await Promise.all([
    number
      ? orNothing(
          requests.byNumber(Number(number)).then((issue) => [issue]),
          'not_found',
        )
      : [],
    words.length > 0
      ? orNothing(
          requests.search(queryFor(repository, words), limit),
          'rate_limited',
          'invalid_request',
          'forbidden',
        )
      : [],
    lately(requests),
  ]);
  const holding = recent.filter(({ title }) => holds(title, words));
  const found = [...numbered, ...indexed, ...holding].filter(({ isPullRequest }) => !isPullRequest);
  return [...new Map(found.map((issue) => [issue.id, issue])).values()].slice(0, limit);
}

/** What people type must not work as a qualifier (`repo:`, `-label:`) or an operator (`OR`). */
function wordsOf(text: string): string[] {
  return (
    text
      .slice(0, LONGEST_QUERY)
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  );
}

function queryFor(repository: string, words: readonly string[]): string {
  return `${words.join(' ')} in:title is:issue repo:${repository}`;
}

function holds(title: string, words: readonly string[]): boolean {
  const lower = title.toLowerCase();
  return words.every((word) => lower.includes(word));
}

async function lately(requests: IssueRequests): Promise<IssueAnswer[]> {
  const page = await requests.list({ sort: 'updated', direction: 'desc' }).next();
  return page.done ? [] : page.value.entries;
}

async function orNothing(
  found: Promise<IssueAnswer[]>,
  ...codes: ProviderErrorCode[]
): Promise<IssueAnswer[]> {
  return found.catch((error: unknown) => {
    if (hasCode(error, ...codes)) return [];
    throw error;
  });
}
