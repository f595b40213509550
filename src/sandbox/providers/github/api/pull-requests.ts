import { Router } from 'express';
import { z } from 'zod';
import { FORK, REPOSITORY } from '../account.ts';
import { pullRequestAnswer, wholePullRequest } from '../answers/pull-request.ts';
import type { Engine } from '../engine.ts';
import type { PullRequest } from '../world.ts';
import { notFound } from './error.ts';
import { allow } from './guards.ts';
import { pageOf, readListQuery } from './paging.ts';
import { numberIn, readQuery } from './read.ts';

/** The operations on pull requests: listing them and reading one. */
export function pullRequestRoutes(engine: Engine): Router {
  const { world, links } = engine;
  const router = Router();
  const readable = allow(engine, 'read', 'pull_requests');

  router.get('/repos/:owner/:repo/pulls', readable, (request, response) => {
    const { state = 'open', head } = readListQuery(request, {
      state: z.enum(['open', 'closed', 'all']).optional(),
      head: z.string().optional(),
      base: z.string().optional(),
      sort: z.string().optional(),
      direction: z.enum(['asc', 'desc']).optional(),
    });
    const all = world.pullRequests
      .filter((pull) => (state === 'all' || pull.state === state) && isFrom(pull, head))
      .toReversed();
    response.json(pageOf(links, request, response, all).map((pull) => pullRequestAnswer(links, world, pull)));
  });

  router.get('/repos/:owner/:repo/pulls/:number', readable, (request, response) => {
    readQuery(request, {});
    const pull = world.pullRequests.find(({ number }) => number === numberIn(request.params.number));
    if (!pull) throw notFound();
    response.json(wholePullRequest(links, world, pull));
  });

  return router;
}

/** `owner:branch`; what is not of that form GitHub passes over. */
function isFrom({ branch, fromFork }: PullRequest, head: string | undefined): boolean {
  if (!head?.includes(':')) return true;
  return head === `${fromFork ? FORK.owner : REPOSITORY.owner}:${branch}`;
}
