import { z } from 'zod';
import { deliveryFields, switchFields } from '../shared/deliveries.ts';
import { adfNode } from './adf/document.ts';

/** Everything that changes in the pretend Jira, as it stands in the state file. Times are epoch milliseconds. */
export type World = z.infer<typeof worldSchema>;
export type Issue = z.infer<typeof issueSchema>;
export type Comment = z.infer<typeof commentSchema>;
export type Webhook = z.infer<typeof webhookSchema>;
export type Delivery = z.infer<typeof deliverySchema>;

const time = z.number();

const issueSchema = z.object({
  /** Digits. It stays when the issue moves to another project, its key does not. */
  id: z.string(),
  projectKey: z.string(),
  number: z.number(),
  /** Where it was before: these keys still lead to it. */
  formerKeys: z.array(z.string()),
  typeId: z.string(),
  summary: z.string(),
  description: adfNode.nullable(),
  statusId: z.string(),
  priorityId: z.string().nullable(),
  assigneeId: z.string().nullable(),
  reporterId: z.string(),
  labels: z.array(z.string()),
  flagged: z.boolean(),
  rootCause: z.string().nullable(),
  /** Since when it is done. */
  resolvedAt: time.nullable(),
  /** Entity properties, which people do not see. */
  properties: z.record(z.string(), z.unknown()),
  createdAt: time,
  updatedAt: time,
});

const commentSchema = z.object({
  id: z.string(),
  issueId: z.string(),
  authorId: z.string(),
  body: z.string(),
  createdAt: time,
});

const webhookSchema = z.object({
  id: z.string(),
  name: z.string(),
  url: z.string(),
  enabled: z.boolean(),
  events: z.array(z.string()),
  /** JQL that an issue must fit; empty for every issue. */
  jql: z.string(),
  excludeBody: z.boolean(),
  secret: z.string().nullable(),
  updatedAt: time,
});

const deliverySchema = z.object({
  ...deliveryFields,
  webhookId: z.string(),
  /** `jira:issue_updated` */
  event: z.string(),
  signature: z.string().nullable(),
});

export const worldSchema = z.object({
  version: z.literal(1),
  /** The last id given to an issue, a comment, a change or a webhook. */
  lastId: z.number(),
  /** The last number given, by project key. */
  lastNumbers: z.record(z.string(), z.number()),
  ...switchFields,
  /** Whether the API token's account administers Jira. */
  isAdmin: z.boolean(),
  /** Until when issues are in the search index; null where it keeps up. */
  indexedUntil: time.nullable(),
  /** Oldest first, as all lists are. */
  issues: z.array(issueSchema),
  comments: z.array(commentSchema),
  webhooks: z.array(webhookSchema),
  /** Of those that have ended only the latest are kept. */
  deliveries: z.array(deliverySchema),
});

/** `WEB-3` */
export function keyOf({ projectKey, number }: Pick<Issue, 'projectKey' | 'number'>): string {
  return `${projectKey}-${number}`;
}

/** By id, or by a key of now or before in any case. */
export function findIssue({ issues }: World, idOrKey: string): Issue | undefined {
  const wanted = idOrKey.toUpperCase();
  return (
    issues.find((issue) => issue.id === wanted || keyOf(issue) === wanted) ??
    issues.find(({ formerKeys }) => formerKeys.includes(wanted))
  );
}
