import { Router } from 'express';
import { z } from 'zod';
import { isBranchName } from '../../shared/branches.ts';
import { OWNER } from '../account.ts';
import { serviceResponse } from '../answers/service.ts';
import { ensureBranch } from '../branches.ts';
import { addDeploy } from '../deploys.ts';
import type { Engine } from '../engine.ts';
import { removeService } from '../services.ts';
import type { Service } from '../world.ts';
import { badRequest } from './error.ts';
import { existingService } from './existing.ts';
import { listParameter, pageOf, pageParameters, readBody, readQuery } from './read.ts';

const filters = {
  ...pageParameters,
  name: listParameter,
  type: listParameter,
  ownerId: listParameter,
  suspended: listParameter,
  includePreviews: z.enum(['true', 'false']).optional(),
};

/** The changes this world can make; the vendor knows more. */
const changeSchema = z.strictObject({
  autoDeploy: z.enum(['yes', 'no']).optional(),
  branch: z.string().refine(isBranchName, 'not a valid branch name').optional(),
  name: z.string().min(1).optional(),
});

/** The operations on services. */
export function serviceRoutes(engine: Engine): Router {
  const { world, ids, links } = engine;
  const router = Router();
  const answer = (service: Service) => serviceResponse(service, world, links);

  router.get('/services', (request, response) => {
    const query = readQuery(request, filters);
    const found = world.services.filter(
      (service) =>
        (query.name?.includes(service.name) ?? true) &&
        (query.type?.includes('web_service') ?? true) &&
        (query.ownerId?.includes(OWNER.id) ?? true) &&
        (query.suspended?.includes(service.suspended ? 'suspended' : 'not_suspended') ?? true) &&
        (query.includePreviews !== 'false' || service.parentId === null),
    );
    const page = pageOf(found, query);
    response.json(page.map((service) => ({ service: answer(service), cursor: service.id })));
  });

  router.get('/services/:id', (request, response) => {
    readQuery(request, {});
    response.json(answer(existingService(engine, request.params.id)));
  });

  router.patch('/services/:id', async (request, response) => {
    const service = existingService(engine, request.params.id);
    const { autoDeploy, branch, name } = readBody(request, changeSchema);
    if (branch !== undefined) {
      if (service.parentId !== null) throw badRequest('cannot change the branch of a preview');
      ensureBranch(world, ids, branch, engine.now());
      service.branch = branch;
    }
    if (autoDeploy !== undefined) service.autoDeploy = autoDeploy === 'yes';
    if (name !== undefined) service.name = name;
    service.updatedAt = engine.now();
    await engine.commit();
    response.json(answer(service));
  });

  router.delete('/services/:id', async (request, response) => {
    removeService(world, existingService(engine, request.params.id));
    await engine.commit();
    response.status(204).end();
  });

  router.post('/services/:id/suspend', async (request, response) => {
    const service = existingService(engine, request.params.id);
    service.suspended = true;
    service.updatedAt = engine.now();
    await engine.commit();
    response.status(202).end();
  });

  router.post('/services/:id/resume', async (request, response) => {
    const service = existingService(engine, request.params.id);
    if (service.suspended) {
      service.suspended = false;
      service.updatedAt = engine.now();
      addDeploy(world, ids, { service, trigger: 'service_resumed', ...engine.moment() });
      await engine.commit();
    }
    response.status(202).end();
  });

  return router;
}
