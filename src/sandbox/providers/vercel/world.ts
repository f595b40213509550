import { z } from 'zod';
import { FAILURES } from '../shared/builds.ts';
import { deliveryFields, switchFields } from '../shared/deliveries.ts';

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

const failureSchema = z.enum(FAILURES);

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
  ...deliveryFields,
  webhookId: z.string(),
  type: z.string(),
  signature: z.string(),
  createdAt: z.number(),
});

export const worldSchema = z.object({
  version: z.literal(1),
  ...switchFields,
  buildsHeld: z.boolean(),
  commits: z.array(commitSchema),
  branches: z.array(branchSchema),
  /** Newest last. */
  deployments: z.array(deploymentSchema),
  webhooks: z.array(webhookSchema),
  /** Oldest first; of those that have ended only the latest are kept. */
  deliveries: z.array(deliverySchema),
});
