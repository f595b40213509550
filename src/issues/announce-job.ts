import type { IssueNews } from '../jobs/job.ts';

/** Has news of a link told. Of one kind that was not told yet, only the latest is. */
export function announceJob(linkId: string, what: IssueNews, at: Date, advice?: string) {
  const payload = { linkId, what, at: at.toISOString(), ...(advice === undefined ? {} : { advice }) };
  return { kind: 'issue.announce', payload, key: `announce:${linkId}:${what}` } as const;
}
