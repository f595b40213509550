import { z } from 'zod';

/**
 * What is read of Vercel's answers: only what is used, and nothing of it required but what every answer has. A field
 * of another type than the specification says counts as absent.
 */

const text = z.string().min(1).nullish().catch(undefined);
const number = z.number().nullish().catch(undefined);

export const deploymentAnswer = z
  .object({
    /** A single deployment has `id`, one of a list `uid`. */
    id: text,
    uid: text,
    url: text,
    inspectorUrl: text,
    readyState: text,
    state: text,
    status: text,
    target: text,
    createdAt: number,
    created: number,
    meta: z.record(z.string(), z.unknown()).nullish().catch(undefined),
    gitSource: z.object({ ref: text, sha: text }).nullish().catch(undefined),
    errorCode: text,
    errorMessage: text,
    readyStateReason: text,
  })
  .transform((answer, context) => {
    const id = answer.id ?? answer.uid;
    const createdAt = answer.createdAt ?? answer.created;
    if (!id || createdAt === undefined || createdAt === null) {
      context.addIssue({ code: 'custom', message: 'a deployment without id or time' });
      return z.NEVER;
    }
    return { ...answer, id, createdAt };
  });

export type DeploymentAnswer = z.infer<typeof deploymentAnswer>;

export const deploymentList = z
  .object({ deployments: z.array(deploymentAnswer) })
  .transform((answer) => answer.deployments);

export const linkAnswer = z.object({
  type: z.string(),
  productionBranch: text,
  org: text,
  repo: text,
  repoId: z.union([z.number(), z.string()]).nullish().catch(undefined),
  projectId: z.union([z.number(), z.string()]).nullish().catch(undefined),
  uuid: text,
  workspaceUuid: text,
  owner: text,
  slug: text,
});

export type LinkAnswer = z.infer<typeof linkAnswer>;

export const projectAnswer = z.object({
  id: z.string(),
  name: z.string(),
  link: linkAnswer.nullish(),
});

export type ProjectAnswer = z.infer<typeof projectAnswer>;

export const userAnswer = z
  .object({ user: z.object({ email: text, username: text, name: text }) })
  .transform(({ user }) => user.email ?? user.username ?? user.name ?? 'an account without a name');

export const teamList = z
  .object({ teams: z.array(z.object({ id: z.string(), slug: text, name: text })) })
  .transform((answer) => answer.teams);

const registration = z.object({
  id: z.string(),
  url: z.string(),
  projectIds: z.array(z.string()).nullish().catch(undefined),
});

export const registrationList = z.array(registration);

export const newRegistration = z.object({ id: z.string(), secret: text });
