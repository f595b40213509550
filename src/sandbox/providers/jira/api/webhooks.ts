import { Router } from 'express';
import { z } from 'zod';
import { removeWebhook } from '../../shared/deliveries.ts';
import { ISSUE_FILTER, webhookAnswer } from '../answers/webhook.ts';
import { EVENTS } from '../deliveries.ts';
import type { Engine } from '../engine.ts';
import { issueFilter } from '../jql/match.ts';
import type { Webhook } from '../world.ts';
import { ApiError } from './error.ts';
import { requireAdmin } from './guards.ts';
import { readBody, readQuery } from './read.ts';

const LIST = '/rest/webhooks/1.0/webhook';
const ONE = `${LIST}/:id`;

const newWebhook = z.strictObject({
  name: z.string().min(1),
  url: z.url({ protocol: /^https?$/ }),
  events: z.array(z.enum(EVENTS)).min(1),
  filters: z
    .strictObject({ [ISSUE_FILTER]: z.string() })
    .partial()
    .optional(),
  excludeBody: z.boolean().optional(),
  enabled: z.boolean().optional(),
  secret: z.string().min(1).optional(),
});

/** The operations on the webhooks of administrators, which do not run out. */
export function webhookRoutes(engine: Engine): Router {
  const { world, links } = engine;
  const router = Router();
  router.use(LIST, requireAdmin(world));

  router.get(LIST, (request, response) => {
    readQuery(request, {});
    response.json(world.webhooks.map((webhook) => webhookAnswer(links, webhook)));
  });

  router.post(LIST, async (request, response) => {
    readQuery(request, {});
    const given = readBody(request, newWebhook);
    const jql = given.filters?.[ISSUE_FILTER] ?? '';
    issueFilter(jql);
    const webhook: Webhook = {
      id: engine.nextId(),
      name: given.name,
      url: given.url,
      enabled: given.enabled ?? true,
      events: given.events,
      jql,
      excludeBody: given.excludeBody ?? false,
      secret: given.secret ?? null,
      updatedAt: engine.now(),
    };
    world.webhooks.push(webhook);
    await engine.commit();
    response.status(201).json(webhookAnswer(links, webhook));
  });

  router.delete(ONE, async (request, response) => {
    const webhook = world.webhooks.find(({ id }) => id === request.params.id);
    if (!webhook) throw new ApiError(404, ['The webhook does not exist.']);
    removeWebhook(world, webhook);
    await engine.commit();
    response.status(204).end();
  });

  return router;
}
