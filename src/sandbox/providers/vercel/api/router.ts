import express, { Router } from 'express';
import { teamsAnswer, userAnswer } from '../answers/account.ts';
import type { Engine } from '../engine.ts';
import { pageRoutes } from '../pages/routes.ts';
import { deploymentRoutes } from './deployments.ts';
import { answerError, notFound } from './error.ts';
import { requireTeam, requireToken } from './guards.ts';
import { projectRoutes } from './projects.ts';
import type { RateLimit } from './rate-limit.ts';
import { numberParameter, readQuery } from './read.ts';
import { webhookRoutes } from './webhooks.ts';

/** Pages for browsers, open to all; then the API behind its guards. */
export function apiRouter(engine: Engine, rateLimit: RateLimit): Router {
  const router = Router();
  router.use(pageRoutes(engine));
  router.use(requireToken(engine.world), rateLimit.guard, requireTeam);
  router.use(express.json({ limit: '10mb' }));

  router.get('/v2/user', (request, response) => {
    readQuery(request, {});
    response.json(userAnswer());
  });
  router.get('/v2/teams', (request, response) => {
    readQuery(request, { limit: numberParameter, since: numberParameter, until: numberParameter });
    response.json(teamsAnswer());
  });
  router.use(deploymentRoutes(engine), projectRoutes(engine), webhookRoutes(engine));

  router.use((request) => {
    throw notFound('endpoint', `${request.method} ${request.path}`);
  });
  router.use(answerError);
  return router;
}
