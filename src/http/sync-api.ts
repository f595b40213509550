import { type ErrorRequestHandler, Router } from 'express';
import { z } from 'zod';
import { describeIssue } from '../config/schema-issues.ts';
import type { Actor } from '../governance/gate.ts';
import { SYNC_DIRECTIONS } from '../issues/merge.ts';
import type { SyncRuns } from '../issues/sync-runs.ts';
import { type ApiActorsOptions, anyText, apiActors, inWords, jsonObject } from './api-request.ts';

export interface SyncApiOptions extends ApiActorsOptions {
  runs: SyncRuns;
}

/** How much of the history one answer gives at most, and where nothing is said of it. */
const MOST_RUNS = 500;
const USUAL_RUNS = 100;

const flag = z.union([z.boolean(), z.stringbool()]);

const syncSchema = z.strictObject({
  /** All trackers of all workspaces where it is left out. */
  integration_id: z.string().min(1).optional(),
  dry_run: flag.default(false),
  direction: z.enum(SYNC_DIRECTIONS).default('both'),
});

const historySchema = z.strictObject({
  integration_id: z.string().min(1).optional(),
  limit: z.coerce.number().int().min(1).max(MOST_RUNS).default(USUAL_RUNS),
});

/**
 * `POST /api/integrations/sync/issues` begins a sync, or lists what one would change; `GET …/sync/history` tells how runs
 * went. To be mounted behind the guard of the API.
 */
export function syncRoutes(options: SyncApiOptions): Router {
  const { runs } = options;
  const router = Router();

  /** The workspaces that have a tracker of this id, or any at all. */
  async function actorsFor(integrationId: string | undefined): Promise<Actor[]> {
    const actors = await apiActors(options);
    const able = await Promise.all(actors.map((actor) => runs.trackers(actor, integrationId)));
    const found = actors.filter((_, index) => (able[index]?.length ?? 0) > 0);
    if (found.length === 0) throw new NoSuchTracker(integrationId);
    return found;
  }

  router.post('/api/integrations/sync/issues', anyText, async (request, response) => {
    const asked = syncSchema.parse(
      { ...request.query, ...jsonObject(request.body) },
      { error: describeIssue },
    );
    const { integration_id: what, direction } = asked;
    const actors = await actorsFor(what);
    if (asked.dry_run) {
      const results = await Promise.all(actors.map((actor) => runs.dryRun(actor, { what, direction })));
      response.json({ dry_runs: results.flat() });
      return;
    }
    const started = [];
    for (const actor of actors) started.push(...(await runs.start(actor, { what, direction })));
    response.status(202).json({ runs: started });
  });

  router.get('/api/integrations/sync/history', async (request, response) => {
    const { integration_id: integrationId, limit } = historySchema.parse(request.query, {
      error: describeIssue,
    });
    const actors = await apiActors(options);
    const found = await Promise.all(actors.map((actor) => runs.list(actor, { limit, integrationId })));
    response.json({ runs: found.flat() });
  });

  router.use('/api/integrations/sync', noTracker, inWords);
  return router;
}

class NoSuchTracker extends Error {
  constructor(integrationId: string | undefined) {
    super(
      integrationId === undefined
        ? 'No issue tracker is configured.'
        : `There is no issue tracker ${integrationId}. GET /api/integrations lists those there are.`,
    );
  }
}

const noTracker: ErrorRequestHandler = (error: unknown, _request, response, next) => {
  if (error instanceof NoSuchTracker) response.status(404).json({ error: error.message });
  else next(error);
};
