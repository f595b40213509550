import express, { Router } from 'express';
import { BOT } from '../account.ts';
import { userAnswer } from '../answers/account.ts';
import { repositoryAnswer } from '../answers/repository.ts';
import type { Engine } from '../engine.ts';
import { pageRoutes } from '../pages/routes.ts';
import { branchRoutes } from './branches.ts';
import { commentRoutes } from './comments.ts';
import { deploymentRoutes } from './deployments.ts';
import { answerError, notFound } from './error.ts';
import { requireRepository, requireToken, requireUserAgent } from './guards.ts';
import { hookRoutes } from './hooks.ts';
import { issueRoutes } from './issues.ts';
import { pullRequestRoutes } from './pull-requests.ts';
import type { RateLimit } from './rate-limit.ts';
import { readQuery } from './read.ts';
import { searchRoutes } from './search.ts';
import { statusRoutes } from './statuses.ts';

/** Pages for browsers, open to all; then the API behind its guards. */
export function apiRouter(engine: Engine, rateLimit: RateLimit): Router {
  const { world, links } = engine;
  const router = Router();
  router.use(pageRoutes(engine));
  router.use(requireUserAgent, requireToken(world), rateLimit.guard);
  router.use(express.json({ limit: '10mb' }));

  router.get('/rate_limit', (request, response) => {
    readQuery(request, {});
    const { core, search } = rateLimit.overview();
    response.json({ resources: { core, search }, rate: core });
  });
  router.get('/user', (request, response) => {
    readQuery(request, {});
    response.json(userAnswer(links, BOT));
  });
  router.use('/repos/:owner/:repo', requireRepository);
  router.get('/repos/:owner/:repo', (request, response) => {
    readQuery(request, {});
    response.json(repositoryAnswer(links, world));
  });
  router.use(searchRoutes(engine), issueRoutes(engine), commentRoutes(engine), hookRoutes(engine));
  router.use(branchRoutes(engine), pullRequestRoutes(engine), statusRoutes(engine), deploymentRoutes(engine));

  router.use(() => {
    throw notFound();
  });
  router.use(answerError);
  return router;
}
