import express, { type ErrorRequestHandler, Router } from 'express';
import { z } from 'zod';
import { describeIssue, flattenIssues } from '../config/schema-issues.ts';
import { type Actor, Refusal } from '../governance/gate.ts';
import type { Policy } from '../governance/policy-schema.ts';
import { ProviderError } from '../integrations/errors.ts';
import { SYNC_DIRECTIONS } from '../issues/merge.ts';
import type { SyncRuns } from '../issues/sync-runs.ts';
import type { SettingsStore } from '../store/settings.ts';

export interface SyncApiOptions {
  policy: () => Policy;
  settings: SettingsStore;
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
export function syncRoutes({ policy, settings, runs }: SyncApiOptions): Router {
  const router = Router();

  /** The workspaces that have a tracker of this id, or any at all. */
  async function actorsFor(integrationId: string | undefined): Promise<Actor[]> {
    const actors = (await settings.workspaces()).map((workspaceId) => apiActor(policy(), workspaceId));
    const able = await Promise.all(actors.map((actor) => runs.trackers(actor, integrationId)));
    const found = actors.filter((_, index) => (able[index]?.length ?? 0) > 0);
    if (found.length === 0) throw new NoSuchTracker(integrationId);
    return found;
  }

  // Whatever the content type: `curl -d` sends JSON as a form.
  const anyText = express.text({ type: () => true, limit: '100kb' });
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
    const actors = (await settings.workspaces()).map((workspaceId) => apiActor(policy(), workspaceId));
    const found = await Promise.all(actors.map((actor) => runs.list(actor, { limit, integrationId })));
    response.json({ runs: found.flat() });
  });

  router.use('/api/integrations/sync', inWords);
  return router;
}

/** Whoever has the token has the role that the policy gives to the API. */
function apiActor({ roles }: Policy, workspaceId: string): Actor {
  return { workspaceId, userId: 'api', role: roles.api };
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

/** Throws `SyntaxError` where a text is no JSON, or another JSON than an object. */
function jsonObject(body: unknown): object {
  if (typeof body !== 'string' || body.trim() === '') return {};
  const value: unknown = JSON.parse(body);
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  throw new SyntaxError('not an object');
}

/** What can be mended by whoever asked; all else is Express's to answer. */
const inWords: ErrorRequestHandler = (error: unknown, _request, response, next) => {
  if (error instanceof z.ZodError) {
    const lines = flattenIssues(error.issues).map(({ path, message }) => `${path.join('.')}: ${message}`);
    response.status(400).json({ error: lines.join('; ') });
  } else if (error instanceof SyntaxError) {
    response.status(400).json({ error: 'Send a JSON object, like {"integration_id": "int-…"}.' });
  } else if (error instanceof NoSuchTracker) {
    response.status(404).json({ error: error.message });
  } else if (error instanceof Refusal) {
    response.status(error.rule === undefined ? 409 : 403).json({ error: error.message, rule: error.rule });
  } else if (error instanceof ProviderError) {
    response.status(502).json({ error: error.advice });
  } else next(error);
};
