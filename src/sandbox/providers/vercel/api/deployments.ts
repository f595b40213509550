import { Router } from 'express';
import { z } from 'zod';
import { deploymentAnswer } from '../answers/deployment.ts';
import { cancelDeployment, removeDeployment } from '../deployments.ts';
import type { Engine } from '../engine.ts';
import { stateAt } from '../lifecycle.ts';
import { createDeployment } from './create-deployment.ts';
import { badRequest } from './error.ts';
import { deploymentEvents } from './events.ts';
import { existing } from './existing.ts';
import { listDeployments } from './list-deployments.ts';
import { readQuery } from './read.ts';

/** The operations on deployments. */
export function deploymentRoutes(engine: Engine): Router {
  const { world, links } = engine;
  const router = Router();

  router.post('/v13/deployments', createDeployment(engine));
  router.get(['/v6/deployments', '/v7/deployments'], listDeployments(engine));
  router.get('/v3/deployments/:idOrUrl/events', deploymentEvents(engine));

  router.get('/v13/deployments/:idOrUrl', (request, response) => {
    readQuery(request, { withGitRepoInfo: z.string().optional() });
    response.json(deploymentAnswer(existing(engine, request.params.idOrUrl), engine.now(), links));
  });

  router.patch('/v12/deployments/:id/cancel', async (request, response) => {
    readQuery(request, {});
    const deployment = existing(engine, request.params.id);
    if (!cancelDeployment(deployment, engine.now())) {
      throw badRequest(`The deployment cannot be canceled: it is ${stateAt(deployment, engine.now())}.`);
    }
    await engine.commit();
    response.json(deploymentAnswer(deployment, engine.now(), links));
  });

  router.delete('/v13/deployments/:id', async (request, response) => {
    const { url } = readQuery(request, { url: z.string().optional() });
    const deployment = existing(engine, url ?? request.params.id);
    removeDeployment(world, deployment);
    await engine.commit();
    response.json({ uid: deployment.id, state: 'DELETED' });
  });

  return router;
}
