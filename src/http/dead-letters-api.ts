import { Router } from 'express';
import { z } from 'zod';
import { describeIssue } from '../config/schema-issues.ts';
import type { DeadLetters } from '../governance/dead-letters.ts';
import type { DeadJob, JobKind } from '../jobs/job.ts';
import { type ApiActorsOptions, anyText, apiActors, inWords, jsonObject } from './api-request.ts';

export interface DeadLettersApiOptions extends ApiActorsOptions {
  deadLetters: DeadLetters;
}

const reviveSchema = z.strictObject({
  /** All kinds where it is left out. */
  kind: z.string().min(1).optional(),
});

/**
 * `GET /api/dead-letters` lists the jobs that were given up, `POST /api/dead-letters/:id/revive` has one tried anew,
 * `POST /api/dead-letters/revive` all. To be mounted behind the guard of the API.
 */
export function deadLetterRoutes(options: DeadLettersApiOptions): Router {
  const { deadLetters } = options;
  const router = Router();

  router.get('/api/dead-letters', async (_request, response) => {
    const found = new Map<string, DeadJob>();
    // What belongs to no workspace is seen from each.
    for (const actor of await apiActors(options)) {
      for (const job of await deadLetters.list(actor)) found.set(job.id, job);
    }
    response.json({ dead_letters: [...found.values()].map(shown) });
  });

  router.post('/api/dead-letters/revive', anyText, async (request, response) => {
    const asked = { ...request.query, ...jsonObject(request.body) };
    const { kind } = reviveSchema.parse(asked, { error: describeIssue });
    const revived: DeadJob[] = [];
    for (const actor of await apiActors(options)) {
      revived.push(...(await deadLetters.reviveAll(actor, { kind: kind as JobKind | undefined })));
    }
    response.json({ revived: revived.map(shown) });
  });

  router.post('/api/dead-letters/:id/revive', async (request, response) => {
    for (const actor of await apiActors(options)) {
      const revived = await deadLetters.revive(actor, request.params.id);
      if (revived) return void response.json({ revived: [shown(revived)] });
    }
    response.status(404).json({ error: 'There is no such dead letter. GET /api/dead-letters lists them.' });
  });

  router.use('/api/dead-letters', inWords);
  return router;
}

/** Without its payload, which may hold what people wrote. */
function shown({ id, kind, key, attempts, lastError, createdAt }: DeadJob) {
  return { id, kind, key, attempts, cause: lastError, created_at: createdAt.toISOString() };
}
