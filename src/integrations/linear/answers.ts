import { z } from 'zod';

/**
 * What is read of Linear's answers: only what is used, and nothing of it required but what every answer has. A field
 * of another type than the schema says counts as absent.
 */

const text = z.string().nullish().catch(undefined);
const pageInfo = z.object({ hasNextPage: z.boolean(), endCursor: text });

/** Part of a list, and where it goes on. */
export interface Page<T> {
  nodes: T[];
  next: string | undefined;
}

function page<T extends z.ZodType>(node: T) {
  return z.object({ nodes: z.array(node), pageInfo }).transform(
    ({ nodes, pageInfo: { hasNextPage, endCursor } }): Page<z.output<T>> => ({
      nodes,
      next: hasNextPage && endCursor ? endCursor : undefined,
    }),
  );
}

const namedLabel = z.object({ id: z.string(), name: z.string() });

export const issueAnswer = z
  .object({
    id: z.string().min(1),
    identifier: z.string(),
    url: z.string(),
    title: z.string(),
    description: text,
    priority: z.number().nullish().catch(undefined),
    updatedAt: z.string(),
    archivedAt: text,
    trashed: z.boolean().nullish().catch(undefined),
    state: z.object({ id: z.string(), name: z.string(), type: z.string() }),
    team: z.object({ id: z.string(), key: z.string() }),
    assignee: z.object({ id: z.string(), name: z.string(), email: text }).nullish().catch(undefined),
    labels: z.object({
      nodes: z.array(namedLabel),
      pageInfo: z.object({ hasNextPage: z.boolean() }),
    }),
  })
  .transform(({ labels, archivedAt, trashed, ...answer }) => ({
    ...answer,
    labels: labels.nodes,
    hasMoreLabels: labels.pageInfo.hasNextPage,
    isGone: Boolean(archivedAt || trashed),
  }));

export type IssueAnswer = z.infer<typeof issueAnswer>;
export type LabelAnswer = z.infer<typeof namedLabel>;

export const issueById = z.object({ issue: issueAnswer }).transform(({ issue }) => issue);

export const issuePage = z.object({ issues: page(issueAnswer) }).transform(({ issues }) => issues);

export const issueList = z
  .object({ issues: z.object({ nodes: z.array(issueAnswer) }) })
  .transform(({ issues }) => issues.nodes);

export const createdIssue = z
  .object({ issueCreate: z.object({ issue: issueAnswer }) })
  .transform(({ issueCreate }) => issueCreate.issue);

export const updatedIssue = z
  .object({ issueUpdate: z.object({ issue: issueAnswer }) })
  .transform(({ issueUpdate }) => issueUpdate.issue);

const workflowState = z.object({
  id: z.string(),
  name: z.string(),
  type: z.string(),
  position: z.number(),
});

export type WorkflowState = z.infer<typeof workflowState>;

export const teamStates = z
  .object({ team: z.object({ states: z.object({ nodes: z.array(workflowState) }) }) })
  .transform(({ team }) => team.states.nodes);

const team = z.object({ id: z.string(), key: z.string(), name: z.string() });

export type TeamAnswer = z.infer<typeof team>;

export const teamPage = z.object({ teams: page(team) }).transform(({ teams }) => teams);

export const labelList = z
  .object({ issueLabels: z.object({ nodes: z.array(namedLabel.extend({ retiredAt: text })) }) })
  .transform(({ issueLabels }) => issueLabels.nodes.filter(({ retiredAt }) => !retiredAt));

export const createdLabel = z
  .object({ issueLabelCreate: z.object({ issueLabel: namedLabel }) })
  .transform(({ issueLabelCreate }) => issueLabelCreate.issueLabel);

export const workspaceAnswer = z.object({
  viewer: z.object({ name: text, email: text }),
  organization: z.object({ name: z.string() }),
  projects: z.object({
    nodes: z.array(z.object({ name: z.string() })),
    pageInfo: z.object({ hasNextPage: z.boolean() }),
  }),
});

export const webhookPage = z
  .object({
    webhooks: page(
      z.object({
        id: z.string(),
        url: text,
        allPublicTeams: z.boolean().nullish().catch(undefined),
        team: z.object({ id: z.string() }).nullish().catch(undefined),
      }),
    ),
  })
  .transform(({ webhooks }) => webhooks);

export const createdWebhook = z
  .object({ webhookCreate: z.object({ webhook: z.object({ id: z.string() }) }) })
  .transform(({ webhookCreate }) => webhookCreate.webhook.id);

/** Where only the absence of errors counts. */
export const anything = z.unknown();
