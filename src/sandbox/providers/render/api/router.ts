import express, { Router } from 'express';
import { OWNER } from '../account.ts';
import { eventResponse } from '../answers/event.ts';
import type { Engine } from '../engine.ts';
import { pageRoutes } from '../pages/routes.ts';
import { deployRoutes } from './deploys.ts';
import { answerError, notFound } from './error.ts';
import { listLogs } from './logs.ts';
import type { RateLimit } from './rate-limit.ts';
import { pageOf, pageParameters, readQuery } from './read.ts';
import { requireToken } from './require-token.ts';
import { serviceRoutes } from './services.ts';
import { webhookRoutes } from './webhooks.ts';

/** Pages for browsers, open to all; then the API behind its guards. */
export function apiRouter(engine: Engine, rateLimit: RateLimit): Router {
  const router = Router();
  router.use(pageRoutes(engine));
  router.use(requireToken(engine.world), rateLimit.guard);
  router.use(express.json({ limit: '1mb' }));

  router.get('/owners', (request, response) => {
    const page = pageOf([OWNER], readQuery(request, pageParameters));
    response.json(page.map((owner) => ({ owner, cursor: owner.id })));
  });
  router.get('/owners/:id', (request, response) => {
    if (request.params.id !== OWNER.id) throw notFound(request.params.id);
    response.json(OWNER);
  });
  router.get('/events/:id', (request, response) => {
    const event = engine.world.events.find(({ id }) => id === request.params.id);
    if (!event) throw notFound(request.params.id);
    response.json(eventResponse(event, engine.world));
  });
  router.get('/logs', listLogs(engine));
  router.use(serviceRoutes(engine), deployRoutes(engine), webhookRoutes(engine));

  router.use((request) => {
    throw notFound(`${request.method} ${request.path}`);
  });
  router.use(answerError);
  return router;
}
