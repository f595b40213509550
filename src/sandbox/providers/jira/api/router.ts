import express, { Router } from 'express';
import type { Engine } from '../engine.ts';
import { pageRoutes } from '../pages/routes.ts';
import { ApiError, answerError } from './error.ts';
import { requireJson, requireToken } from './guards.ts';
import { issueRoutes } from './issues.ts';
import type { RateLimit } from './rate-limit.ts';
import { searchRoutes } from './search.ts';
import { siteRoutes } from './site.ts';
import { transitionRoutes } from './transitions.ts';
import { webhookRoutes } from './webhooks.ts';

/** Pages for browsers, open to all; then the API behind its guards. */
export function apiRouter(engine: Engine, rateLimit: RateLimit): Router {
  const router = Router();
  router.use(pageRoutes(engine));
  router.use(requireToken(engine.world), rateLimit.guard, requireJson);
  router.use(express.json({ limit: '10mb' }));
  router.use(siteRoutes(engine), issueRoutes(engine), transitionRoutes(engine));
  router.use(searchRoutes(engine), webhookRoutes(engine));
  router.use(() => {
    throw new ApiError(404, ['Not Found']);
  });
  router.use(answerError);
  return router;
}
