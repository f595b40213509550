import { type Request, Router } from 'express';
import { z } from 'zod';
import { removeWebhook } from '../../shared/deliveries.ts';
import { hookAnswer } from '../answers/hook.ts';
import { EVENTS } from '../deliveries.ts';
import type { Engine } from '../engine.ts';
import type { Hook } from '../world.ts';
import { notFound } from './error.ts';
import { requireSite } from './guards.ts';
import { readBody, readQuery } from './read.ts';

/** Of the vendor's kinds of hooks (e-mail, Slack, commit statuses …) this world has the outgoing webhook. */
const bodySchema = z.strictObject({
  type: z.literal('url', 'is not a type of hook that this sandbox knows'),
  event: z.enum(EVENTS, 'is not an event'),
  data: z.strictObject({
    url: z.url({ protocol: /^https?$/, error: 'is not a URL' }),
    signature_secret: z.string().optional(),
  }),
});

/** The operations on hooks, /hooks. */
export function hookRoutes(engine: Engine): Router {
  const { world, ids } = engine;
  const router = Router();

  router.get('/hooks/types', (request, response) => {
    readQuery(request, {});
    const fields = [{ name: 'url' }, { name: 'signature_secret' }];
    response.json([{ name: 'url', events: EVENTS, fields }]);
  });

  router.get('/hooks', (request, response) => {
    readSite(request);
    response.json(world.webhooks.map(hookAnswer));
  });

  router.post('/hooks', async (request, response) => {
    readSite(request);
    const { event, data } = readBody(request, bodySchema);
    const hook = {
      id: ids.object(),
      event,
      url: data.url,
      secret: data.signature_secret || null,
      createdAt: engine.now(),
    };
    world.webhooks.push(hook);
    await engine.commit();
    response.status(201).json(hookAnswer(hook));
  });

  router.get('/hooks/:id', (request, response) => {
    readQuery(request, {});
    response.json(hookAnswer(existing(engine, request.params.id)));
  });

  router.delete('/hooks/:id', async (request, response) => {
    readQuery(request, {});
    removeWebhook(world, existing(engine, request.params.id));
    await engine.commit();
    response.status(204).end();
  });

  return router;
}

function readSite(request: Request): void {
  requireSite(readQuery(request, { site_id: z.string() }).site_id);
}

function existing({ world }: Engine, id: string): Hook {
  const hook = world.webhooks.find((candidate) => candidate.id === id);
  if (!hook) throw notFound();
  return hook;
}
