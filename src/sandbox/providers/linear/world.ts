import { z } from 'zod';
import { deliveryFields, switchFields } from '../shared/deliveries.ts';

/** Everything that changes in the pretend Linear, as it stands in the state file. Times are epoch milliseconds. */
export type World = z.infer<typeof worldSchema>;
export type State = z.infer<typeof stateSchema>;
export type StateType = State['type'];
export type Label = z.infer<typeof labelSchema>;
export type Issue = z.infer<typeof issueSchema>;
export type Comment = z.infer<typeof commentSchema>;
export type Webhook = z.infer<typeof webhookSchema>;
export type Delivery = z.infer<typeof deliverySchema>;

const time = z.number();

/** In the order in which Linear shows them. */
export const STATE_TYPES = [
  'triage',
  'backlog',
  'unstarted',
  'started',
  'completed',
  'canceled',
  'duplicate',
] as const;

const stateSchema = z.object({
  id: z.string(),
  teamId: z.string(),
  name: z.string(),
  type: z.enum(STATE_TYPES),
  position: z.number(),
  color: z.string(),
});

const labelSchema = z.object({
  id: z.string(),
  /** Null for a label of the whole workspace. */
  teamId: z.string().nullable(),
  name: z.string(),
  color: z.string(),
  description: z.string().nullable(),
  isGroup: z.boolean(),
  createdAt: time,
  /** Since when it cannot be given any more. */
  retiredAt: time.nullable(),
});

const issueSchema = z.object({
  id: z.string(),
  teamId: z.string(),
  number: z.number(),
  title: z.string(),
  description: z.string().nullable(),
  priority: z.number(),
  stateId: z.string(),
  assigneeId: z.string().nullable(),
  creatorId: z.string(),
  projectId: z.string().nullable(),
  labelIds: z.array(z.string()),
  createdAt: time,
  updatedAt: time,
  startedAt: time.nullable(),
  completedAt: time.nullable(),
  canceledAt: time.nullable(),
  archivedAt: time.nullable(),
  /** In the trash, where it stays for thirty days. */
  trashed: z.boolean(),
});

const commentSchema = z.object({
  id: z.string(),
  /** Null for one on a project. */
  issueId: z.string().nullable(),
  projectId: z.string().nullable(),
  userId: z.string(),
  body: z.string(),
  createdAt: time,
});

const webhookSchema = z.object({
  id: z.string(),
  url: z.string(),
  label: z.string().nullable(),
  enabled: z.boolean(),
  /** Null for one that covers all public teams. */
  teamId: z.string().nullable(),
  resourceTypes: z.array(z.string()),
  secret: z.string(),
  createdAt: time,
  updatedAt: time,
});

const deliverySchema = z.object({
  ...deliveryFields,
  webhookId: z.string(),
  /** `Issue`, `Comment` */
  type: z.string(),
  action: z.string(),
  signature: z.string(),
  timestamp: time,
});

export const worldSchema = z.object({
  version: z.literal(1),
  /** Grows with every change. */
  lastSyncId: z.number(),
  /** The last number given, by team. */
  lastNumbers: z.record(z.string(), z.number()),
  ...switchFields,
  /** Whether the API key's account is an admin of the workspace. */
  isAdmin: z.boolean(),
  states: z.array(stateSchema),
  labels: z.array(labelSchema),
  /** Oldest first, as all lists are. */
  issues: z.array(issueSchema),
  comments: z.array(commentSchema),
  webhooks: z.array(webhookSchema),
  /** Of those that have ended only the latest are kept. */
  deliveries: z.array(deliverySchema),
});
