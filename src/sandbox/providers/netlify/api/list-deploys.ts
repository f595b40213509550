import type { RequestHandler } from 'express';
import { z } from 'zod';
import { deployAnswer } from '../answers/deploy.ts';
import { publishedDeploy } from '../deploys.ts';
import type { Engine } from '../engine.ts';
import { stateAt } from '../lifecycle.ts';
import { flagParameter, numberParameter, readQuery } from './read.ts';

const USUAL = 20;
const MOST = 100;

/** All states of Netlify's; a deploy of this world passes through six of them. */
const STATES = [
  'new',
  'pending_review',
  'accepted',
  'rejected',
  'enqueued',
  'building',
  'uploading',
  'uploaded',
  'preparing',
  'prepared',
  'processing',
  'processed',
  'ready',
  'error',
  'retrying',
] as const;

const parameters = {
  page: numberParameter,
  per_page: numberParameter,
  state: z.enum(STATES, 'is not a state of a deploy').optional(),
  branch: z.string().optional(),
  production: flagParameter,
  'deploy-previews': flagParameter,
  'latest-published': flagParameter,
};

/** GET /sites/{site_id}/deploys, newest first. No deploy of this world is a pull request's deploy preview. */
export function listDeploys(engine: Engine): RequestHandler {
  return (request, response) => {
    const { page = 1, per_page: size = USUAL, ...filters } = readQuery(request, parameters);
    const { world, links } = engine;
    const now = engine.now();
    const published = publishedDeploy(world, now);
    const found = world.deploys
      .filter(
        (deploy) =>
          allows(filters.branch, deploy.branch) &&
          allows(filters.state, stateAt(deploy, now)) &&
          (!filters.production || deploy.context === 'production') &&
          !filters['deploy-previews'] &&
          (!filters['latest-published'] || deploy === published),
      )
      .sort((a, b) => b.createdAt - a.createdAt);
    const limit = Math.min(Math.max(size, 1), MOST);
    const start = (Math.max(page, 1) - 1) * limit;
    response.json(found.slice(start, start + limit).map((deploy) => deployAnswer(world, deploy, now, links)));
  };
}

function allows(filter: string | undefined, value: string): boolean {
  return filter === undefined || filter === value;
}
