import { z } from 'zod';
import { FAILURES } from '../shared/builds.ts';
import { deliveryFields, switchFields } from '../shared/deliveries.ts';

/** Everything that changes in the pretend Netlify, as it stands in the state file. Times are epoch milliseconds. */
export type World = z.infer<typeof worldSchema>;
export type Commit = z.infer<typeof commitSchema>;
export type Branch = z.infer<typeof branchSchema>;
export type Deploy = z.infer<typeof deploySchema>;
export type Hook = z.infer<typeof hookSchema>;
export type Delivery = z.infer<typeof deliverySchema>;
export type FailureKind = z.infer<typeof failureSchema>;
export type NetlifyState = z.infer<typeof stateSchema>;

const stateSchema = z.enum(['new', 'enqueued', 'building', 'processing', 'ready', 'error']);

const failureSchema = z.enum(FAILURES);

const commitSchema = z.object({
  sha: z.string(),
  message: z.string(),
  author: z.string(),
  /** How building this commit fails; null for one that builds. */
  failure: failureSchema.nullable(),
});

const branchSchema = z.object({ name: z.string(), sha: z.string() });

const deploySchema = z.object({
  id: z.string(),
  buildId: z.string(),
  branch: z.string(),
  sha: z.string(),
  title: z.string().nullable(),
  context: z.enum(['production', 'branch-deploy']),
  createdAt: z.number(),
  enqueuedAt: z.number(),
  /** Null for a build that never starts. */
  buildingAt: z.number().nullable(),
  /** Null while builds are held, and for a build that fails before. */
  processingAt: z.number().nullable(),
  /** Null while builds are held. */
  endsAt: z.number().nullable(),
  failure: failureSchema.nullable(),
  canceledAt: z.number().nullable(),
  /** The last state whose webhooks have been made out; null before the first. */
  announced: stateSchema.nullable(),
});

const hookSchema = z.object({
  id: z.string(),
  event: z.string(),
  url: z.string(),
  /** Null: its deliveries are not signed. */
  secret: z.string().nullable(),
  createdAt: z.number(),
});

const deliverySchema = z.object({
  ...deliveryFields,
  webhookId: z.string(),
  event: z.string(),
  signature: z.string().nullable(),
});

export const worldSchema = z.object({
  version: z.literal(1),
  ...switchFields,
  buildsHeld: z.boolean(),
  logsWithheld: z.boolean(),
  /** The deploy that publishing is locked to, where it is. */
  lockedDeployId: z.string().nullable(),
  commits: z.array(commitSchema),
  branches: z.array(branchSchema),
  /** Newest last. */
  deploys: z.array(deploySchema),
  webhooks: z.array(hookSchema),
  /** Oldest first; of those that have ended only the latest are kept. */
  deliveries: z.array(deliverySchema),
});
