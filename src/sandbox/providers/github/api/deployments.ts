import { Router } from 'express';
import { z } from 'zod';
import { deploymentAnswer, deploymentStatusAnswer } from '../answers/deployment.ts';
import { findBranch, findCommit } from '../changes/branches.ts';
import type { Engine } from '../engine.ts';
import type { Deployment } from '../world.ts';
import { ApiError, notFound } from './error.ts';
import { allow } from './guards.ts';
import { pageOf, readListQuery } from './paging.ts';
import { numberIn, type PathParameter, readBody } from './read.ts';

const LIST = '/repos/:owner/:repo/deployments';
const STATUSES = `${LIST}/:id/statuses`;

const description = z.string().max(140, 'description is too long (maximum is 140 characters)').nullable();
const address = z.union([z.literal(''), z.url({ protocol: /^https?$/, error: 'must use http(s) scheme' })]);

const newDeployment = z.strictObject({
  ref: z.string().min(1),
  task: z.string().optional(),
  auto_merge: z.boolean().optional(),
  required_contexts: z.array(z.string()).optional(),
  payload: z.union([z.string(), z.looseObject({})]).optional(),
  environment: z.string().min(1).max(255).optional(),
  description: description.optional(),
  transient_environment: z.boolean().optional(),
  production_environment: z.boolean().optional(),
});

const newStatus = z.strictObject({
  state: z.enum(['error', 'failure', 'inactive', 'in_progress', 'queued', 'pending', 'success']),
  log_url: address.optional(),
  target_url: address.optional(),
  environment_url: address.optional(),
  environment: z.string().optional(),
  description: description.optional(),
  auto_inactive: z.boolean().optional(),
});

/** The operations on deployments and their statuses. */
export function deploymentRoutes(engine: Engine): Router {
  const { world, links } = engine;
  const router = Router();
  const readable = allow(engine, 'read', 'deployments');
  const writable = allow(engine, 'write', 'deployments');
  const text = z.string().optional();

  router.get(LIST, readable, (request, response) => {
    const wanted = readListQuery(request, { sha: text, ref: text, task: text, environment: text });
    const found = world.deployments.filter((deployment) =>
      (['sha', 'ref', 'task', 'environment'] as const).every(
        (key) => wanted[key] === undefined || wanted[key] === deployment[key],
      ),
    );
    const page = pageOf(links, request, response, found.toReversed());
    response.json(page.map((deployment) => deploymentAnswer(links, deployment)));
  });

  router.post(LIST, writable, async (request, response) => {
    const given = readBody(request, newDeployment, 'Deployment');
    const sha = findBranch(engine, given.ref)?.sha ?? findCommit(engine, given.ref)?.sha;
    if (sha === undefined) throw new ApiError(422, `No ref found for: ${given.ref}`);
    refuseUnmet(engine, sha, given.required_contexts);
    const environment = given.environment ?? 'production';
    const deployment = {
      id: engine.nextId(),
      sha,
      ref: given.ref,
      task: given.task ?? 'deploy',
      environment,
      description: given.description ?? null,
      transient: given.transient_environment ?? false,
      production: given.production_environment ?? environment === 'production',
      createdAt: engine.now(),
    };
    world.deployments.push(deployment);
    await engine.commit();
    response.status(201).json(deploymentAnswer(links, deployment));
  });

  router.get(STATUSES, readable, (request, response) => {
    readListQuery(request, {});
    const { id, environment } = existing(engine, request.params.id);
    const all = world.deploymentStatuses.filter(({ deploymentId }) => deploymentId === id).toReversed();
    const page = pageOf(links, request, response, all);
    response.json(page.map((status) => deploymentStatusAnswer(links, status, environment)));
  });

  router.post(STATUSES, writable, async (request, response) => {
    const { id, environment } = existing(engine, request.params.id);
    const given = readBody(request, newStatus, 'DeploymentStatus');
    const status = {
      id: engine.nextId(),
      deploymentId: id,
      state: given.state,
      environmentUrl: given.environment_url ?? '',
      logUrl: given.log_url ?? given.target_url ?? '',
      description: given.description ?? '',
      createdAt: engine.now(),
    };
    world.deploymentStatuses.push(status);
    await engine.commit();
    response.status(201).json(deploymentStatusAnswer(links, status, environment));
  });

  return router;
}

/** Unless told which to wait for, GitHub deploys only what all of its statuses call a success. */
function refuseUnmet({ world }: Engine, sha: string, required: readonly string[] | undefined): void {
  const statuses = world.commitStatuses.filter((status) => status.sha === sha);
  const contexts = required ?? [...new Set(statuses.map(({ context }) => context))];
  const unmet = contexts.filter(
    (context) => statuses.findLast((status) => status.context === context)?.state !== 'success',
  );
  if (unmet.length > 0)
    throw new ApiError(409, `Conflict: Commit status checks failed for ${unmet.join(', ')}.`);
}

function existing({ world }: Engine, id: PathParameter): Deployment {
  const deployment = world.deployments.find((candidate) => candidate.id === numberIn(id));
  if (!deployment) throw notFound();
  return deployment;
}
