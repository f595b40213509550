import type { RequestHandler } from 'express';
import { z } from 'zod';
import { findProject, projectOf, USER } from '../account.ts';
import { listedDeployment } from '../answers/deployment.ts';
import type { Engine } from '../engine.ts';
import { stateAt } from '../lifecycle.ts';
import type { Deployment } from '../world.ts';
import { badRequest } from './error.ts';
import { numberParameter, readQuery } from './read.ts';

const USUAL = 20;
const MOST = 100;

const text = z.string().optional();
const parameters = {
  app: text,
  projectId: text,
  projectIds: z.union([z.string(), z.array(z.string()).max(20)]).optional(),
  target: text,
  users: text,
  state: text,
  branch: text,
  sha: text,
  since: numberParameter,
  until: numberParameter,
  from: numberParameter,
  to: numberParameter,
  limit: numberParameter,
  rollbackCandidate: z.enum(['true', 'false']).optional(),
};

type Filters = z.infer<z.ZodObject<typeof parameters>>;

/** GET /v6/deployments, newest first; the SDK calls the same operation /v7/deployments. */
export function listDeployments(engine: Engine): RequestHandler {
  return (request, response) => {
    const filters = readQuery(request, parameters);
    if (filters.projectId !== undefined && filters.projectIds !== undefined) {
      throw badRequest('Invalid request: `projectIds` cannot be used when `projectId` is specified.');
    }
    const limit = filters.limit ?? USUAL;
    if (limit < 1 || limit > MOST)
      throw badRequest(`Invalid request: \`limit\` should be between 1 and ${MOST}.`);

    const now = engine.now();
    const found = engine.world.deployments
      .filter((deployment) => matches(deployment, filters, now))
      .sort((a, b) => b.createdAt - a.createdAt);
    const page = found.slice(0, limit);
    response.json({
      deployments: page.map((deployment) => listedDeployment(deployment, now, engine.links)),
      pagination: {
        count: page.length,
        next: found.length > limit ? (page.at(-1)?.createdAt ?? null) : null,
        prev: page[0]?.createdAt ?? null,
      },
    });
  };
}

function matches(deployment: Deployment, filters: Filters, now: number): boolean {
  const projects = [filters.projectId ?? filters.projectIds ?? []].flat();
  const candidate = String(stateAt(deployment, now) === 'READY' && deployment.target === 'production');
  const after = filters.since ?? filters.from;
  const before = filters.until ?? filters.to;
  return (
    allows(filters.app, projectOf(deployment.projectId).name) &&
    (projects.length === 0 || projects.some((id) => findProject(id)?.id === deployment.projectId)) &&
    allows(filters.target, deployment.target ?? 'preview') &&
    allows(filters.users, USER.id) &&
    allows(filters.state, stateAt(deployment, now)) &&
    allows(filters.branch, deployment.branch) &&
    allows(filters.sha, deployment.sha) &&
    allows(filters.rollbackCandidate, candidate) &&
    (after === undefined || deployment.createdAt > after) &&
    (before === undefined || deployment.createdAt < before)
  );
}

/** A filter may name several values with commas between; a branch or SHA never holds one. */
function allows(filter: string | undefined, value: string): boolean {
  return filter === undefined || filter.split(',').includes(value);
}
