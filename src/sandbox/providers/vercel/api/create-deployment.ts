import type { RequestHandler } from 'express';
import { z } from 'zod';
import { isBranchName } from '../../shared/branches.ts';
import { findProject, type Project } from '../account.ts';
import { deploymentAnswer } from '../answers/deployment.ts';
import { addDeployment, headOf, targetOf } from '../deployments.ts';
import type { Engine } from '../engine.ts';
import { stateAt } from '../lifecycle.ts';
import type { Deployment, World } from '../world.ts';
import { ApiError, badRequest, notFound } from './error.ts';
import { flagParameter, readBody, readQuery } from './read.ts';

const gitSourceSchema = z.looseObject({
  type: z.literal('github', 'should be equal to one of the allowed values "github"'),
  ref: z.string().min(1, 'should NOT be shorter than 1 characters'),
  sha: z
    .string()
    .regex(/^[0-9a-f]{40}$/, 'should be a full commit SHA')
    .optional(),
  repoId: z.union([z.number(), z.string()], 'should be number or string').optional(),
  org: z.string().optional(),
  repo: z.string().optional(),
});

type GitSource = z.infer<typeof gitSourceSchema>;

/** The spec's body less what this world has nothing for: uploaded files, redeployments, custom environments. */
const bodySchema = z.strictObject({
  name: z.string().regex(/^(?!.*---)[a-z0-9._-]{1,100}$/, 'should be a project name in lower case'),
  project: z.string().optional(),
  gitSource: gitSourceSchema,
  target: z
    .enum(['production', 'staging'], 'should be equal to one of the allowed values "production, staging"')
    .optional(),
  meta: z.record(z.string(), z.string().max(65_536, 'should NOT be longer than 65536 characters')).optional(),
  gitMetadata: z.object({}).optional(),
  monorepoManager: z.string().nullable().optional(),
  projectSettings: z.object({}).optional(),
});

/**
 * POST /v13/deployments. Without `forceNew=1` an earlier deployment of the same commit to the same target is
 * answered instead of a new one, as the vendor's parameter implies.
 */
export function createDeployment(engine: Engine): RequestHandler {
  return async (request, response) => {
    const { world, ids } = engine;
    const query = readQuery(request, {
      forceNew: flagParameter,
      skipAutoDetectionConfirmation: flagParameter,
    });
    const body = readBody(request, bodySchema);
    const project = findProject(body.project ?? body.name);
    if (!project) throw notFound('project', body.project ?? body.name);
    checkRepository(body.gitSource, project);

    const { ref: branch } = body.gitSource;
    const sha = body.gitSource.sha ?? headOf(world, ids, { project, branch });
    const target = targetOf({ project, branch, target: body.target });
    const deployment =
      (query.forceNew === '1' ? undefined : alreadyThere(world, { project, sha, target }, engine.now())) ??
      addDeployment(world, ids, {
        project,
        branch,
        sha,
        target: body.target,
        meta: body.meta,
        source: 'api-trigger-git-deploy',
        now: engine.now(),
        buildMs: engine.buildMs,
      });
    await engine.commit();
    response.json(deploymentAnswer(deployment, engine.now(), engine.links));
  };
}

function checkRepository({ repoId, org, repo, ref }: GitSource, project: Project): void {
  if (repoId === undefined && (org === undefined || repo === undefined)) {
    throw badRequest('Invalid request: missing required property `gitSource.repoId`.');
  }
  const linked = project.repo;
  const same =
    repoId === undefined ? org === linked.org && repo === linked.name : String(repoId) === String(linked.id);
  if (!same) throw wrongSource(`The repository is not the one connected to the project "${project.name}"`);
  if (!isBranchName(ref)) throw wrongSource(`No reference named "${ref}" in ${linked.org}/${linked.name}`);
}

function wrongSource(message: string): ApiError {
  return new ApiError(400, 'incorrect_git_source_info', message);
}

function alreadyThere(
  world: World,
  wanted: { project: Project; sha: string; target: Deployment['target'] },
  now: number,
): Deployment | undefined {
  return world.deployments.findLast(
    (deployment) =>
      deployment.projectId === wanted.project.id &&
      deployment.sha === wanted.sha &&
      deployment.target === wanted.target &&
      !['ERROR', 'CANCELED'].includes(stateAt(deployment, now)),
  );
}
