import { Router } from 'express';
import { z } from 'zod';
import { deployResponse } from '../answers/deploy.ts';
import { addDeploy, cancelDeploy, deploysOf, statusOf } from '../deploys.ts';
import type { Engine } from '../engine.ts';
import { hasEnded } from '../lifecycle.ts';
import type { Deploy } from '../world.ts';
import { ApiError, badRequest } from './error.ts';
import { existingDeploy, existingService } from './existing.ts';
import { listParameter, pageOf, pageParameters, readBody, readQuery, timeParameter } from './read.ts';

const filters = {
  ...pageParameters,
  status: listParameter,
  createdBefore: timeParameter,
  createdAfter: timeParameter,
};

const orderSchema = z.strictObject({
  clearCache: z.enum(['clear', 'do_not_clear']).optional(),
  commitId: z
    .string()
    .regex(/^[0-9a-f]{40}$/, 'expected a full commit SHA')
    .optional(),
  imageUrl: z.never('this service is built from Git').optional(),
  deployMode: z.enum(['deploy_only', 'build_and_deploy']).optional(),
});

/** The operations on deploys. */
export function deployRoutes(engine: Engine): Router {
  const { world, ids } = engine;
  const router = Router();
  const answer = (deploy: Deploy) => deployResponse(deploy, world, engine.now());

  router.get('/services/:id/deploys', (request, response) => {
    const service = existingService(engine, request.params.id);
    const query = readQuery(request, filters);
    const found = deploysOf(world, service.id).filter(
      (deploy) =>
        (query.status?.includes(statusOf(world, deploy, engine.now())) ?? true) &&
        (query.createdAfter === undefined || deploy.createdAt > query.createdAfter) &&
        (query.createdBefore === undefined || deploy.createdAt < query.createdBefore),
    );
    const page = pageOf(found, query);
    response.json(page.map((deploy) => ({ deploy: answer(deploy), cursor: deploy.id })));
  });

  router.post('/services/:id/deploys', async (request, response) => {
    const service = existingService(engine, request.params.id);
    const { commitId, deployMode, clearCache } = readBody(request, orderSchema);
    if (deployMode !== undefined && (commitId !== undefined || clearCache !== undefined)) {
      throw badRequest('deployMode cannot be combined with commitId or clearCache');
    }
    if (service.suspended) throw badRequest('cannot deploy a suspended service');
    const isBusy = deploysOf(world, service.id).some((deploy) => !hasEnded(deploy, engine.now()));
    const deploy = addDeploy(world, ids, { service, sha: commitId, trigger: 'api', ...engine.moment() });
    await engine.commit();
    // Where another deploy is in the way the new one is only queued, and that answer has no body.
    if (isBusy) response.status(202).end();
    else response.status(201).json(answer(deploy));
  });

  router.get('/services/:id/deploys/:deployId', (request, response) => {
    const { id, deployId } = request.params;
    readQuery(request, {});
    response.json(answer(existingDeploy(engine, id, deployId)));
  });

  router.post('/services/:id/deploys/:deployId/cancel', async (request, response) => {
    const { id, deployId } = request.params;
    const deploy = existingDeploy(engine, id, deployId);
    if (!cancelDeploy(deploy, engine.now())) {
      throw new ApiError(409, `deploy is already ${statusOf(world, deploy, engine.now())}`);
    }
    await engine.commit();
    response.json(answer(deploy));
  });

  return router;
}
