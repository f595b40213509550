/**
 * The stable id of an issue is its number and GitHub's own id for it, `12-3145728`. The API takes only the number, but
 * that alone does not say which issue is meant: another repository has a number 12 too. The second part tells them
 * apart in webhooks, and outlives a new name of the repository. An issue that is moved gets another of both.
 */
export function issueId(issue: { number: number; id: number }): string {
  return `${issue.number}-${issue.id}`;
}

/** The two parts again, or undefined where it is no such id. */
export function parseIssueId(externalId: string): { number: number; id: number } | undefined {
  const [, number, id] = /^(\d{1,15})-(\d{1,15})$/.exec(externalId) ?? [];
  return number && id ? { number: Number(number), id: Number(id) } : undefined;
}
