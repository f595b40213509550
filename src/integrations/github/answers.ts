import { z } from 'zod';

/**
 * What is read of GitHub's answers: only what is used, and nothing of it required but what every answer has. A field
 * of another type than the specification says counts as absent.
 */

const text = z.string().nullish().catch(undefined);
const flag = z.boolean().nullish().catch(undefined);
const person = z.object({ login: z.string().min(1) });

export const issueAnswer = z
  .object({
    id: z.number(),
    number: z.number(),
    html_url: z.string(),
    title: z.string(),
    body: text,
    state: z.string(),
    state_reason: text,
    labels: z.array(z.union([z.string(), z.object({ name: text })])).catch([]),
    assignees: z.array(person).nullish().catch(undefined),
    created_at: z.string(),
    updated_at: z.string(),
    /** There where the issue is a pull request. */
    pull_request: z.unknown().optional(),
  })
  .transform((answer) => ({
    ...answer,
    labels: answer.labels.flatMap((label) => (typeof label === 'string' ? label : (label.name ?? []))),
    assignees: (answer.assignees ?? []).map(({ login }) => login),
    isPullRequest: answer.pull_request !== undefined && answer.pull_request !== null,
  }));

export type IssueAnswer = z.infer<typeof issueAnswer>;

export const issueList = z.array(issueAnswer);

export const issueSearch = z.object({ items: issueList }).transform(({ items }) => items);

export const repositoryAnswer = z.object({
  full_name: z.string(),
  default_branch: text,
  private: flag,
  archived: flag,
  has_issues: flag,
});

export const userAnswer = person.transform(({ login }) => login);

const allowance = z.object({ limit: z.number(), remaining: z.number(), reset: z.number() });

export const rateLimitAnswer = z
  .object({ resources: z.object({ core: allowance }) })
  .transform(({ resources }) => resources.core);

export const branchList = z
  .array(z.object({ name: z.string(), commit: z.object({ sha: z.string() }) }))
  .transform((branches) => branches.map(({ name, commit }) => ({ name, commitSha: commit.sha })));

export const refList = z
  .array(z.object({ ref: z.string(), object: z.object({ sha: z.string() }) }))
  .transform((refs) =>
    refs.map(({ ref, object }) => ({ name: ref.replace(/^refs\/heads\//, ''), commitSha: object.sha })),
  );

export const pullRequestList = z.array(
  z.object({
    number: z.number(),
    title: z.string(),
    html_url: z.string(),
    head: z.object({
      ref: z.string(),
      repo: z.object({ full_name: z.string() }).nullish().catch(undefined),
    }),
  }),
);

export const commentList = z.array(z.object({ id: z.number(), body: text }));

export const deploymentAnswer = z.object({ id: z.number() });

export const deploymentList = z.array(deploymentAnswer);

export const deploymentStatusList = z.array(
  z.object({ state: z.string(), environment_url: text, log_url: text, target_url: text }),
);

export const hookAnswer = z.object({
  id: z.number(),
  config: z.object({ url: text }).nullish().catch(undefined),
});

export const hookList = z.array(hookAnswer);
