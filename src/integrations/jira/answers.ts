import { z } from 'zod';

/**
 * What is read of Jira's answers: only what is used, and nothing of it required but what every answer has. A field of
 * another type than the specification says counts as absent.
 */

const text = z.string().nullish().catch(undefined);
const flag = z.boolean().nullish().catch(undefined);
const id = z.union([z.string().min(1), z.number()]).transform(String);

export const statusAnswer = z.object({
  name: z.string(),
  statusCategory: z.object({ key: text }).nullish().catch(undefined),
});

export type StatusAnswer = z.infer<typeof statusAnswer>;

const personAnswer = z.object({ accountId: z.string().min(1), displayName: text, emailAddress: text });

const knownFields = z.looseObject({
  summary: text,
  /** ADF; text in the older version of the API. */
  description: z.unknown(),
  status: statusAnswer,
  priority: z.object({ name: text }).nullish().catch(undefined),
  assignee: personAnswer.nullish().catch(undefined),
  labels: z.array(z.string()).nullish().catch(undefined),
  updated: z.string(),
  /** Asked for only where an issue of ours is looked for. */
  created: text,
});

export const issueAnswer = z.object({
  id,
  key: z.string().min(1),
  fields: knownFields,
  properties: z.record(z.string(), z.unknown()).nullish().catch(undefined),
});

export type IssueAnswer = z.infer<typeof issueAnswer>;

/** Part of what a search finds, and the token of what follows. */
export interface IssuePage {
  issues: IssueAnswer[];
  next: string | undefined;
}

export const issuePage = z
  .object({ issues: z.array(issueAnswer), nextPageToken: text, isLast: flag })
  .transform(
    ({ issues, nextPageToken, isLast }): IssuePage => ({
      issues,
      next: isLast === true ? undefined : nextPageToken || undefined,
    }),
  );

export const createdIssue = z.object({ id });

const fieldMeta = z.object({ required: flag, hasDefaultValue: flag, name: text });

export const transitionAnswer = z.object({
  id,
  name: text,
  to: statusAnswer,
  isAvailable: flag,
  fields: z.record(z.string(), fieldMeta).nullish().catch(undefined),
});

export type TransitionAnswer = z.infer<typeof transitionAnswer>;

export const transitionList = z
  .object({ transitions: z.array(transitionAnswer) })
  .transform(({ transitions }) => transitions.filter(({ isAvailable }) => isAvailable !== false));

export const accountAnswer = z.object({ displayName: text, emailAddress: text, timeZone: text });

export const projectAnswer = z.object({
  key: z.string(),
  name: text,
  issueTypes: z
    .array(z.object({ id, name: text, subtask: flag, hierarchyLevel: z.number().nullish().catch(undefined) }))
    .catch([]),
});

export type ProjectAnswer = z.infer<typeof projectAnswer>;

export const fieldList = z.array(
  z.object({
    id: z.string(),
    name: text,
    untranslatedName: text,
    custom: flag,
  }),
);

/** The statuses of each kind of issue. */
export const projectStatuses = z
  .array(z.object({ statuses: z.array(statusAnswer) }))
  .transform((kinds) => kinds.flatMap(({ statuses }) => statuses));

/** Webhooks of administrators have no id of their own but the end of their address. */
const webhook = z
  .object({ self: z.string(), url: text })
  .transform(({ self, url }) => ({ id: self.split('/').at(-1) ?? '', url: url ?? undefined }));

export const createdWebhook = webhook;
export const webhookList = z.array(webhook);
