import { type IssueAnswer, issueList } from './answers.ts';
import type { LinearCaller } from './caller.ts';
import { LABELS_IN_LISTS, MATCHING_ISSUES, PAGE_SIZE } from './documents.ts';
import { teamFilter } from './teams.ts';

/** More words than a person types; each makes the filter, and so the request, dearer. */
const MOST_WORDS = 10;

/**
 * Issues for type-ahead, in one request: the one with that identifier or number first, then those whose title holds
 * every word, half words included, what changed last first. A filter finds half words as well, which is what
 * type-ahead is about.
 */
export async function searchIssues(
  caller: LinearCaller,
  text: string,
  limit: number,
): Promise<IssueAnswer[]> {
  const [, key, digits] = /^\s*(?:([A-Za-z][A-Za-z0-9]*)-|#)?(\d{1,9})\s*$/.exec(text) ?? [];
  const number = digits === undefined ? undefined : Number(digits);
  const words = text.trim().split(/\s+/).slice(0, MOST_WORDS).filter(Boolean);
  const team = teamFilter(caller.team);
  const numbered = {
    number: { eq: number },
    ...(key ? { team: { key: { eqIgnoreCase: key } } } : {}),
  };
  const titled = { and: words.map((word) => ({ title: { containsIgnoreCaseAndAccent: word } })) };
  const filter = {
    ...(team ? { team } : {}),
    ...(words.length === 0 ? {} : { or: [titled, ...(number === undefined ? [] : [numbered])] }),
  };
  const found = await caller.ask(issueList, caller.advice.issue, MATCHING_ISSUES, {
    filter,
    first: Math.min(limit, PAGE_SIZE),
    labels: LABELS_IN_LISTS,
  });
  const meant = ({ identifier }: IssueAnswer) =>
    number !== undefined && identifier.toLowerCase().endsWith(`${key ? key.toLowerCase() : ''}-${number}`);
  return found.filter(({ isGone }) => !isGone).toSorted((a, b) => Number(meant(b)) - Number(meant(a)));
}
