import { z } from 'zod';
import { FAILURES as COMMON_FAILURES } from '../shared/builds.ts';
import { deliveryFields, switchFields } from '../shared/deliveries.ts';

/** Everything that changes in the pretend Render, as it stands in the state file. Times are epoch milliseconds. */
export type World = z.infer<typeof worldSchema>;
export type Commit = z.infer<typeof commitSchema>;
export type Branch = z.infer<typeof branchSchema>;
export type PullRequest = z.infer<typeof pullRequestSchema>;
export type Service = z.infer<typeof serviceSchema>;
export type Deploy = z.infer<typeof deploySchema>;
export type ServiceEvent = z.infer<typeof eventSchema>;
export type Webhook = z.infer<typeof webhookSchema>;
export type Delivery = z.infer<typeof deliverySchema>;
export type FailureKind = z.infer<typeof failureSchema>;

const failureSchema = z.enum([...COMMON_FAILURES, 'pre-deploy command']);

/** The ways a deploy can go wrong, in the words of the panel. */
export const FAILURES = failureSchema.options;

const commitSchema = z.object({
  sha: z.string(),
  message: z.string(),
  author: z.string(),
  at: z.number(),
  /** How deploying this commit fails; null for one that goes live. */
  failure: failureSchema.nullable(),
});

const branchSchema = z.object({ name: z.string(), sha: z.string() });

const pullRequestSchema = z.object({
  number: z.number(),
  title: z.string(),
  branch: z.string(),
  author: z.string(),
});

const serviceSchema = z.object({
  id: z.string(),
  name: z.string(),
  /** The first part of the host name it would have at the vendor. */
  slug: z.string(),
  /** Of the preview of a pull request: the service it was made of. */
  parentId: z.string().nullable(),
  pullRequest: z.number().nullable(),
  branch: z.string(),
  autoDeploy: z.boolean(),
  previews: z.enum(['off', 'automatic']),
  suspended: z.boolean(),
  createdAt: z.number(),
  updatedAt: z.number(),
});

const deploySchema = z.object({
  id: z.string(),
  serviceId: z.string(),
  /** As it was when the deploy was made; the vendor does not tell it. */
  branch: z.string(),
  sha: z.string(),
  trigger: z.enum(['api', 'manual', 'new_commit', 'service_resumed']),
  createdAt: z.number(),
  queuedAt: z.number(),
  startsAt: z.number(),
  /** Null while builds are held, like the two after it. */
  preDeployAt: z.number().nullable(),
  updateAt: z.number().nullable(),
  endsAt: z.number().nullable(),
  failure: failureSchema.nullable(),
  canceledAt: z.number().nullable(),
  /** How far its webhooks have been made out. */
  announced: z.enum(['nothing', 'start', 'end']),
});

const eventSchema = z.object({
  id: z.string(),
  type: z.enum(['deploy_started', 'deploy_ended']),
  serviceId: z.string(),
  deployId: z.string(),
  status: z.enum(['succeeded', 'failed', 'canceled']).nullable(),
  at: z.number(),
});

const webhookSchema = z.object({
  id: z.string(),
  name: z.string(),
  url: z.string(),
  enabled: z.boolean(),
  /** Empty: all events. */
  eventFilter: z.array(z.string()),
  secret: z.string(),
});

const deliverySchema = z.object({
  ...deliveryFields,
  webhookId: z.string(),
  type: z.string(),
});

export const worldSchema = z.object({
  version: z.literal(1),
  ...switchFields,
  buildsHeld: z.boolean(),
  commits: z.array(commitSchema),
  branches: z.array(branchSchema),
  /** The open ones. */
  pullRequests: z.array(pullRequestSchema),
  nextPullRequest: z.number(),
  services: z.array(serviceSchema),
  /** Newest last. */
  deploys: z.array(deploySchema),
  /** Newest last; only the latest are kept. */
  events: z.array(eventSchema),
  webhooks: z.array(webhookSchema),
  /** Oldest first; of those that have ended only the latest are kept. */
  deliveries: z.array(deliverySchema),
});
