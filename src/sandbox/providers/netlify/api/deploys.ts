import { Router } from 'express';
import { deployAnswer, iso } from '../answers/deploy.ts';
import { logAt } from '../build-log.ts';
import { announce } from '../deliveries.ts';
import { cancelDeploy, publishedDeploy, removeDeploy } from '../deploys.ts';
import type { Engine } from '../engine.ts';
import { lockDeploy, unlockDeploy } from '../locking.ts';
import type { Deploy } from '../world.ts';
import { notFound, unprocessable } from './error.ts';
import { existingDeploy } from './guards.ts';
import { readQuery } from './read.ts';

/** The operations on one deploy, /deploys/{deploy_id}. */
export function deployRoutes(engine: Engine): Router {
  const router = Router();
  const answer = (deploy: Deploy) => deployAnswer(engine.world, deploy, engine.now(), engine.links);

  router.get('/deploys/:id', (request, response) => {
    readQuery(request, {});
    response.json(answer(existingDeploy(engine, request.params.id)));
  });

  router.delete('/deploys/:id', async (request, response) => {
    readQuery(request, {});
    await removeUnlessPublished(engine, request.params.id);
    response.status(204).end();
  });

  router.post('/deploys/:id/cancel', async (request, response) => {
    readQuery(request, {});
    const deploy = existingDeploy(engine, request.params.id);
    if (!cancelDeploy(deploy, engine.now())) throw unprocessable('Deploy has ended and cannot be canceled');
    await engine.commit();
    response.status(201).json(answer(deploy));
  });

  router.post('/deploys/:id/lock', async (request, response) => {
    readQuery(request, {});
    const deploy = existingDeploy(engine, request.params.id);
    if (!lockDeploy(engine, deploy)) throw unprocessable('Only a published deploy can be locked');
    await engine.commit();
    response.json(answer(deploy));
  });

  router.post('/deploys/:id/unlock', async (request, response) => {
    readQuery(request, {});
    const deploy = existingDeploy(engine, request.params.id);
    if (!unlockDeploy(engine, deploy)) throw unprocessable('Deploy is not locked');
    await engine.commit();
    response.json(answer(deploy));
  });

  // Outside of the vendor's specification, and at times of its reality: a person can have it withheld.
  router.get('/deploys/:id/log', (request, response) => {
    readQuery(request, {});
    const deploy = existingDeploy(engine, request.params.id);
    if (engine.world.logsWithheld) throw notFound();
    response.json(
      logAt(deploy, engine.now()).map(({ at, text, isError }) => ({
        ts: iso(at),
        log: text,
        section: 'building',
        level: isError ? 'ERROR' : 'INFO',
      })),
    );
  });

  return router;
}

/** Deletes a deploy, unless it is the one that the site serves; resolves when that is safe on disk. */
export async function removeUnlessPublished(engine: Engine, id: string): Promise<void> {
  const deploy = existingDeploy(engine, id);
  if (deploy === publishedDeploy(engine.world, engine.now())) {
    throw unprocessable('The published deploy cannot be deleted');
  }
  announce(engine, deploy, 'deploy_deleted');
  removeDeploy(engine.world, deploy);
  await engine.commit();
}
