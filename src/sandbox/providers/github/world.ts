import { z } from 'zod';
import { deliveryFields, switchFields } from '../shared/deliveries.ts';
import { PERMISSIONS } from './permissions.ts';

/** Everything that changes in the pretend GitHub, as it stands in the state file. Times are epoch milliseconds. */
export type World = z.infer<typeof worldSchema>;
export type Commit = z.infer<typeof commitSchema>;
export type Branch = z.infer<typeof branchSchema>;
export type Issue = z.infer<typeof issueSchema>;
export type PullRequest = z.infer<typeof pullRequestSchema>;
export type Comment = z.infer<typeof commentSchema>;
export type CommitStatus = z.infer<typeof commitStatusSchema>;
export type Deployment = z.infer<typeof deploymentSchema>;
export type DeploymentStatus = z.infer<typeof deploymentStatusSchema>;
export type Webhook = z.infer<typeof webhookSchema>;
export type Delivery = z.infer<typeof deliverySchema>;

const time = z.number();

const commitSchema = z.object({
  sha: z.string(),
  message: z.string(),
  /** A login. */
  author: z.string(),
  at: time,
});

const branchSchema = z.object({ name: z.string(), sha: z.string() });

const thread = {
  id: z.number(),
  /** Issues and pull requests are numbered together. */
  number: z.number(),
  title: z.string(),
  body: z.string().nullable(),
  state: z.enum(['open', 'closed']),
  author: z.string(),
  createdAt: time,
  updatedAt: time,
  closedAt: time.nullable(),
};

const issueSchema = z.object({
  ...thread,
  stateReason: z.enum(['completed', 'not_planned', 'duplicate', 'reopened']).nullable(),
  labels: z.array(z.string()),
  assignees: z.array(z.string()),
});

const pullRequestSchema = z.object({
  ...thread,
  /** The id of the issue that GitHub keeps for each pull request. */
  issueId: z.number(),
  branch: z.string(),
  sha: z.string(),
  fromFork: z.boolean(),
  mergedAt: time.nullable(),
});

const commentSchema = z.object({
  id: z.number(),
  /** Of the issue or pull request. */
  number: z.number(),
  author: z.string(),
  body: z.string(),
  createdAt: time,
  updatedAt: time,
});

const commitStatusSchema = z.object({
  id: z.number(),
  sha: z.string(),
  state: z.enum(['pending', 'success', 'failure', 'error']),
  context: z.string(),
  description: z.string().nullable(),
  targetUrl: z.string().nullable(),
  createdAt: time,
});

const deploymentSchema = z.object({
  id: z.number(),
  sha: z.string(),
  ref: z.string(),
  task: z.string(),
  environment: z.string(),
  description: z.string().nullable(),
  transient: z.boolean(),
  production: z.boolean(),
  createdAt: time,
});

const deploymentStatusSchema = z.object({
  id: z.number(),
  deploymentId: z.number(),
  state: z.enum(['error', 'failure', 'inactive', 'in_progress', 'queued', 'pending', 'success']),
  environmentUrl: z.string(),
  logUrl: z.string(),
  description: z.string(),
  createdAt: time,
});

const webhookSchema = z.object({
  id: z.number(),
  url: z.string(),
  contentType: z.enum(['json', 'form']),
  secret: z.string().nullable(),
  events: z.array(z.string()),
  active: z.boolean(),
  createdAt: time,
  updatedAt: time,
});

const deliverySchema = z.object({
  ...deliveryFields,
  webhookId: z.number(),
  event: z.string(),
  action: z.string().nullable(),
  contentType: z.string(),
  signature: z.string().nullable(),
  createdAt: time,
});

export const worldSchema = z.object({
  version: z.literal(1),
  /** The last number of an issue or pull request, and the last id of anything. */
  lastNumber: z.number(),
  lastId: z.number(),
  ...switchFields,
  /** What the token may not do though it is listed among the permissions. */
  withheld: z.array(z.enum(PERMISSIONS)),
  commits: z.array(commitSchema),
  branches: z.array(branchSchema),
  labels: z.array(z.string()),
  /** Oldest first, as all lists are. */
  issues: z.array(issueSchema),
  /** Issues that are no more: deleted, or transferred to another repository under a new number. */
  goneIssues: z.array(z.object({ number: z.number(), movedTo: z.string().nullable() })),
  pullRequests: z.array(pullRequestSchema),
  comments: z.array(commentSchema),
  commitStatuses: z.array(commitStatusSchema),
  deployments: z.array(deploymentSchema),
  deploymentStatuses: z.array(deploymentStatusSchema),
  webhooks: z.array(webhookSchema),
  /** Of those that have ended only the latest are kept. */
  deliveries: z.array(deliverySchema),
});
