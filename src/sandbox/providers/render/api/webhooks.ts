import { Router } from 'express';
import { z } from 'zod';
import { removeWebhook } from '../../shared/deliveries.ts';
import { OWNER } from '../account.ts';
import type { Engine } from '../engine.ts';
import type { Webhook } from '../world.ts';
import { badRequest, notFound } from './error.ts';
import { listParameter, pageOf, pageParameters, readBody, readQuery } from './read.ts';

/** So many an Organization workspace may have. */
const MOST = 100;

/** The events about deploys; this world sends the first two and has no cause for the others. */
const EVENTS = [
  'deploy_started',
  'deploy_ended',
  'build_started',
  'build_ended',
  'pre_deploy_started',
  'pre_deploy_ended',
  'branch_deleted',
  'commit_ignored',
  'service_suspended',
  'service_resumed',
  'server_available',
  'server_failed',
] as const;

const eventFilter = z.array(
  z.enum(EVENTS, `expected events this sandbox knows: ${EVENTS.join(', ')}`),
  'required',
);

const bodySchema = z.strictObject({
  ownerId: z.literal(OWNER.id, 'no such workspace'),
  url: z.url({ protocol: /^https?$/, error: 'expected a URL' }),
  name: z.string('required').min(1),
  enabled: z.boolean('required'),
  eventFilter,
});

const changeSchema = bodySchema.omit({ ownerId: true }).partial();

/** The operations on webhooks. */
export function webhookRoutes(engine: Engine): Router {
  const { world, ids } = engine;
  const router = Router();

  router.post('/webhooks', async (request, response) => {
    const { ownerId: _owner, ...wanted } = readBody(request, bodySchema);
    if (world.webhooks.length >= MOST) throw badRequest(`a workspace can have at most ${MOST} webhooks`);
    const webhook = { ...wanted, id: ids.webhook(), secret: ids.secret() };
    world.webhooks.push(webhook);
    await engine.commit();
    response.status(201).json(webhook);
  });

  router.get('/webhooks', (request, response) => {
    const query = readQuery(request, { ...pageParameters, ownerId: listParameter });
    const owned = (query.ownerId?.includes(OWNER.id) ?? true) ? world.webhooks : [];
    response.json(pageOf(owned, query).map((webhook) => ({ webhook, cursor: webhook.id })));
  });

  router.get('/webhooks/:id', (request, response) => {
    response.json(existing(engine, request.params.id));
  });

  router.patch('/webhooks/:id', async (request, response) => {
    const webhook = existing(engine, request.params.id);
    const { url, name, enabled, eventFilter } = readBody(request, changeSchema);
    webhook.url = url ?? webhook.url;
    webhook.name = name ?? webhook.name;
    webhook.enabled = enabled ?? webhook.enabled;
    webhook.eventFilter = eventFilter ?? webhook.eventFilter;
    await engine.commit();
    response.json(webhook);
  });

  router.delete('/webhooks/:id', async (request, response) => {
    removeWebhook(world, existing(engine, request.params.id));
    await engine.commit();
    response.status(204).end();
  });

  return router;
}

function existing({ world }: Engine, id: string): Webhook {
  const webhook = world.webhooks.find((candidate) => candidate.id === id);
  if (!webhook) throw notFound(id);
  return webhook;
}
