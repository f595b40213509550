import { Router } from 'express';
import { z } from 'zod';
import { describeIssue } from '../config/schema-issues.ts';
import type { DeliveryReplay } from '../integrations/replay-deliveries.ts';
import { type ApiActorsOptions, anyText, apiActors, inWords, jsonObject } from './api-request.ts';

export interface DeliveriesApiOptions extends ApiActorsOptions {
  deliveries: DeliveryReplay;
}

const replaySchema = z.strictObject({
  /** All providers where it is left out. */
  provider: z.string().min(1).optional(),
});

/**
 * `POST /api/deliveries/:id/replay` has one delivery handled again, `POST /api/deliveries/replay` all that failed; each
 * answers with what became of it. To be mounted behind the guard of the API.
 */
export function deliveryRoutes(options: DeliveriesApiOptions): Router {
  const { deliveries } = options;
  const router = Router();

  router.post('/api/deliveries/replay', anyText, async (request, response) => {
    const asked = { ...request.query, ...jsonObject(request.body) };
    const filter = replaySchema.parse(asked, { error: describeIssue });
    const all = [];
    for (const actor of await apiActors(options)) all.push(await deliveries.replayAll(actor, filter));
    response.json({
      replayed: all.flatMap(({ replayed }) => replayed),
      left: all.reduce((sum, { left }) => sum + left, 0),
    });
  });

  router.post('/api/deliveries/:id/replay', async (request, response) => {
    for (const actor of await apiActors(options)) {
      const replayed = await deliveries.replay(actor, request.params.id);
      if (replayed) return void response.json(replayed);
    }
    response.status(404).json({ error: 'There is no such delivery. GET /api/deliveries lists the latest.' });
  });

  router.use('/api/deliveries', inWords);
  return router;
}
