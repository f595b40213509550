import { z } from 'zod';

/** Everything that changes in the pretend Vercel, as it stands in the state file. Times are epoch milliseconds. */
export type World = z.infer<typeof worldSchema>;
export type Commit = z.infer<typeof commitSchema>;
export type Branch = z.infer<typeof branchSchema>;
export type Deployment = z.infer<typeof deploymentSchema>;
export type Webhook = z.infer<typeof webhookSchema>;
export type Delivery = z.infer<typeof deliverySchema>;
export type FailureKind = z.infer<typeof failureSchema>;
export type VercelState = z.infer<typeof stateSchema>;

const stateSchema = z.enum(['QUEUED', 'INITIALIZING', 'BUILDING', 'READY', 'ERROR', 'CANCELED']);

const failureSchema = z.enum(['type error', 'failing test', 'missing module', 'never starts']);

/** The ways a build can go wrong, in the words of the panel. */
export const FAILURES = failureSchema.options;

const commitSchema = z.object({
  sha: z.string(),
  message: z.string(),
  author: z.string(),
  /** How building this commit fails; null for one that builds. */
  failure: failureSchema.nullable(),
});

const branchSchema = z.object({ projectId: z.string(), name: z.string(), sha: z.string() });

const deploymentSchema = z.object({
  id: z.string(),
  /** The hostname it would have at the vendor. */
  host: z.string(),
  buildId: z.string(),
  projectId: z.string(),
  branch: z.string(),
  sha: z.string(),
  meta: z.record(z.string(), z.string()),
  target: z.enum(['production', 'staging']).nullable(),
  source: z.enum(['git', 'api-trigger-git-deploy']),
  createdAt: z.number(),
  initializingAt: z.number(),
  /** Null for a build that never starts. */
  buildingAt: z.number().nullable(),
  /** Null while builds are held. */
  endsAt: z.number().nullable(),
  failure: failureSchema.nullable(),
  canceledAt: z.number().nullable(),
  /** The last state whose webhooks have been made out; null before the first. */
  announced: stateSchema.nullable(),
});

const webhookSchema = z.object({
  id: z.string(),
  url: z.string(),
  events: z.array(z.string()),
  /** Empty: all projects. */
  projectIds: z.array(z.string()),
  secret: z.string(),
  createdAt: z.number(),
});

const deliverySchema = z.object({
  id: z.string(),
  webhookId: z.string(),
  type: z.string(),
  url: z.string(),
  /** The very text that is signed: a retry sends the same bytes. */
  body: z.string(),
  signature: z.string(),
  createdAt: z.number(),
  attempts: z.number(),
  /** How many times each attempt sends it: 2 where the person wants duplicates. */
  copies: z.number(),
  /** When to try next; null once it has ended. */
  dueAt: z.number().nullable(),
  /** How the last attempt went, as a person reads it. */
  outcome: z.string(),
});

export const worldSchema = z.object({
  version: z.literal(1),
  tokenRevoked: z.boolean(),
  buildsHeld: z.boolean(),
  webhooksDropped: z.boolean(),
  webhooksDoubled: z.boolean(),
  commits: z.array(commitSchema),
  branches: z.array(branchSchema),
  /** Newest last. */
  deployments: z.array(deploymentSchema),
  webhooks: z.array(webhookSchema),
  /** Oldest first; of those that have ended only the latest are kept. */
  deliveries: z.array(deliverySchema),
});
