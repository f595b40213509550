import { Router } from 'express';
import { z } from 'zod';
import { removeWebhook } from '../../shared/deliveries.ts';
import { findProject } from '../account.ts';
import { listedWebhook, webhookAnswer } from '../answers/webhook.ts';
import type { Engine } from '../engine.ts';
import type { Webhook } from '../world.ts';
import { badRequest, notFound } from './error.ts';
import { readBody, readQuery } from './read.ts';

/** Vercel lets a team have this many. */
const MOST = 20;

/** The events about deployments and projects; this world sends five of them and has no cause for the others. */
const EVENTS = [
  'deployment.created',
  'deployment.ready',
  'deployment.succeeded',
  'deployment.error',
  'deployment.canceled',
  'deployment.promoted',
  'deployment.cleanup',
  'deployment.check-rerequested',
  'deployment.checks.failed',
  'deployment.checks.succeeded',
  'project.created',
  'project.removed',
] as const;

const bodySchema = z.strictObject({
  url: z.url({ protocol: /^https?$/, error: 'should match format "uri"' }),
  events: z
    .array(z.enum(EVENTS, `should be among the events this sandbox knows: ${EVENTS.join(', ')}`))
    .min(1, 'should NOT have fewer than 1 items'),
  projectIds: z.array(z.string()).optional(),
});

/** The operations on webhooks, /v1/webhooks. */
export function webhookRoutes(engine: Engine): Router {
  const { world, ids } = engine;
  const router = Router();

  router.post('/v1/webhooks', async (request, response) => {
    readQuery(request, {});
    const { url, events, projectIds = [] } = readBody(request, bodySchema);
    const unknown = projectIds.find((id) => findProject(id)?.id !== id);
    if (unknown !== undefined) throw badRequest(`Could not find the project: ${unknown}`);
    if (world.webhooks.length >= MOST) throw badRequest(`A team can have at most ${MOST} webhooks.`);
    const webhook = {
      id: ids.webhook(),
      url,
      events,
      projectIds,
      secret: ids.secret(),
      createdAt: engine.now(),
    };
    world.webhooks.push(webhook);
    await engine.commit();
    response.json({ ...webhookAnswer(webhook), secret: webhook.secret });
  });

  router.get('/v1/webhooks', (request, response) => {
    const { projectId } = readQuery(request, { projectId: z.string().optional() });
    const webhooks = world.webhooks.filter(
      ({ projectIds }) =>
        projectId === undefined || projectIds.length === 0 || projectIds.includes(projectId),
    );
    response.json(webhooks.map(listedWebhook));
  });

  router.get('/v1/webhooks/:id', (request, response) => {
    readQuery(request, {});
    response.json(webhookAnswer(existing(engine, request.params.id)));
  });

  router.delete('/v1/webhooks/:id', async (request, response) => {
    readQuery(request, {});
    removeWebhook(world, existing(engine, request.params.id));
    await engine.commit();
    response.status(204).end();
  });

  return router;
}

function existing({ world }: Engine, id: string): Webhook {
  const webhook = world.webhooks.find((candidate) => candidate.id === id);
  if (!webhook) throw notFound('webhook', id);
  return webhook;
}
