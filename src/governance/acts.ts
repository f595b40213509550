import { z } from 'zod';
import { MICROSTEP_PRIORITIES, MICROSTEP_STATUSES } from '../store/plan-schema.ts';
import type { Action } from './actions.ts';

const preview = z.object({ previewId: z.string() });
const link = z.object({ linkId: z.string() });
const issue = z.object({ microstepId: z.string(), integrationId: z.string(), externalId: z.string() });
const nullableText = z.string().nullable().optional();
const microstepFields = {
  title: z.string().optional(),
  description: z.string().optional(),
  status: z.enum(MICROSTEP_STATUSES).optional(),
  priority: z.enum(MICROSTEP_PRIORITIES).optional(),
  assignee: nullableText,
  branch: nullableText,
};

/**
 * What can be asked of BuildRunner and done later, once a second person has approved it: by kind, with all it takes to do
 * it. Each is kept in the database until then, so what is added to one must be optional.
 */
const actSchemas = {
  'preview.request': z.object({
    branch: z.string(),
    provider: z.string().optional(),
    channel: z.string(),
    microstepId: z.string().optional(),
  }),
  'preview.redeploy': preview,
  'preview.cancel': preview,
  'preview.extend': preview,
  'preview.keep': preview,
  'preview.expire': preview,
  'preview.mark_qa': preview,
  'microstep.add': z.object({ ...microstepFields, title: z.string(), section: z.string().optional() }),
  'microstep.update': z.object({ ref: z.string(), changes: z.object(microstepFields) }),
  'issue.link': issue,
  'issue.create': z.object({ microstepId: z.string(), integrationId: z.string() }),
  'issue.unlink': link,
  'issue.keep_ours': link,
  'issue.take_theirs': link,
  'issue.sync': z.object({
    what: z.string().optional(),
    direction: z.enum(['both', 'inbound', 'outbound']),
  }),
} as const;

export type ActKind = keyof typeof actSchemas;

export type ActInputs = { [K in ActKind]: z.infer<(typeof actSchemas)[K]> };

export type Act = { [K in ActKind]: { kind: K; input: ActInputs[K] } }[ActKind];

/** What the policy is asked about each. */
const ACTION_OF: Readonly<Record<ActKind, Action>> = {
  'preview.request': 'preview.deploy',
  'preview.redeploy': 'preview.redeploy',
  'preview.cancel': 'preview.cancel',
  'preview.extend': 'preview.extend',
  'preview.keep': 'preview.extend',
  'preview.expire': 'preview.expire',
  'preview.mark_qa': 'preview.qa',
  'microstep.add': 'plan.edit',
  'microstep.update': 'plan.edit',
  'issue.link': 'issue.link',
  'issue.create': 'issue.create',
  'issue.unlink': 'issue.link',
  'issue.keep_ours': 'issue.link',
  'issue.take_theirs': 'issue.link',
  'issue.sync': 'issue.sync',
};

const APPROVABLE: ReadonlySet<Action> = new Set(Object.values(ACTION_OF));

/** Whether an approval can bring the action about: what takes secrets or a whole plan cannot be kept for later. */
export function isApprovable(action: Action): boolean {
  return APPROVABLE.has(action);
}

const storedSchema = z.object({
  kind: z.enum(Object.keys(actSchemas) as [ActKind, ...ActKind[]]),
  input: z.unknown(),
});

/** Reads an act as it is kept. Throws where it is none. */
export function readAct(json: string): Act {
  const { kind, input } = storedSchema.parse(JSON.parse(json));
  return { kind, input: actSchemas[kind].parse(input) } as Act;
}
