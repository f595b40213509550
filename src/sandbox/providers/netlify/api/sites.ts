import { Router } from 'express';
import { z } from 'zod';
import { isBranchName } from '../../shared/branches.ts';
import { SITE } from '../account.ts';
import { deployAnswer, iso } from '../answers/deploy.ts';
import { siteAnswer } from '../answers/site.ts';
import { addDeploy } from '../deploys.ts';
import type { Engine } from '../engine.ts';
import { removeUnlessPublished } from './deploys.ts';
import { unprocessable } from './error.ts';
import { existingDeploy, requireSite } from './guards.ts';
import { listDeploys } from './list-deploys.ts';
import { flagParameter, readQuery } from './read.ts';

/** The operations on a site, /sites/{site_id}. */
export function siteRoutes(engine: Engine): Router {
  const { world, ids, links, buildMs } = engine;
  const router = Router();

  router.param('site', (_request, _response, next, id) => {
    requireSite(id);
    next();
  });

  router.get('/sites/:site', (request, response) => {
    readQuery(request, {});
    response.json(siteAnswer(world, engine.now(), links));
  });

  // Without a branch it is the production branch that is built: the trap that callers have to keep out of.
  router.post('/sites/:site/builds', async (request, response) => {
    const text = z.string().optional();
    const { branch, title } = readQuery(request, {
      branch: text,
      title: text,
      image: text,
      template_id: text,
      clear_cache: flagParameter,
    });
    const name = branch || SITE.productionBranch;
    if (!isBranchName(name)) throw unprocessable(`There is no branch ${name}`);
    const deploy = addDeploy(world, ids, {
      branch: name,
      ...(title ? { title } : {}),
      now: engine.now(),
      buildMs,
    });
    await engine.commit();
    response.json({
      id: deploy.buildId,
      deploy_id: deploy.id,
      sha: deploy.sha,
      done: false,
      error: null,
      created_at: iso(deploy.createdAt),
    });
  });

  router.get('/sites/:site/deploys', listDeploys(engine));

  router.get('/sites/:site/deploys/:id', (request, response) => {
    readQuery(request, {});
    response.json(deployAnswer(world, existingDeploy(engine, request.params.id), engine.now(), links));
  });

  router.delete('/sites/:site/deploys/:id', async (request, response) => {
    readQuery(request, {});
    await removeUnlessPublished(engine, request.params.id);
    response.status(204).end();
  });

  return router;
}
