import express, { Router } from 'express';
import type { Engine } from '../engine.ts';
import { pageRoutes } from '../pages/routes.ts';
import { deployRoutes } from './deploys.ts';
import { answerError, notFound } from './error.ts';
import { requireToken } from './guards.ts';
import { hookRoutes } from './hooks.ts';
import type { RateLimit } from './rate-limit.ts';
import { siteRoutes } from './sites.ts';

/** Pages for browsers, open to all; then the API behind its guards. */
export function apiRouter(engine: Engine, rateLimit: RateLimit): Router {
  const router = Router();
  router.use(pageRoutes(engine));
  router.use(requireToken(engine.world), rateLimit.guard);
  router.use(express.json());
  router.use(siteRoutes(engine), deployRoutes(engine), hookRoutes(engine));
  router.use(() => {
    throw notFound();
  });
  router.use(answerError);
  return router;
}
