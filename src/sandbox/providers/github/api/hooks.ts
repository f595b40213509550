import { Router } from 'express';
import { z } from 'zod';
import { removeWebhook } from '../../shared/deliveries.ts';
import { BOT } from '../account.ts';
import { webhookAnswer } from '../answers/webhook.ts';
import { deliver } from '../deliveries.ts';
import type { Engine } from '../engine.ts';
import type { Webhook } from '../world.ts';
import { notFound, validationFailed } from './error.ts';
import { allow } from './guards.ts';
import { pageOf, readListQuery } from './paging.ts';
import { numberIn, type PathParameter, readBody, readQuery } from './read.ts';

const LIST = '/repos/:owner/:repo/hooks';
const ONE = `${LIST}/:id`;

/** What a repository's webhook can ask for; this world has cause for four of them. */
const EVENTS = [
  '*',
  'check_run',
  'create',
  'delete',
  'deployment',
  'deployment_status',
  'issue_comment',
  'issues',
  'pull_request',
  'push',
  'status',
] as const;

const config = z.strictObject({
  url: z.url({ protocol: /^https?$/, error: 'is not a URL' }),
  content_type: z.enum(['json', 'form']).optional(),
  secret: z.string().min(1).optional(),
  insecure_ssl: z.union([z.literal('0'), z.literal('1'), z.literal(0), z.literal(1)]).optional(),
});
const shared = { events: z.array(z.enum(EVENTS)).min(1).optional(), active: z.boolean().optional() };
const newHook = z.strictObject({ name: z.literal('web').optional(), config, ...shared });
const hookEdit = z.strictObject({ config: config.optional(), ...shared });

/** The operations on the repository's webhooks. A new one is greeted with a ping. */
export function hookRoutes(engine: Engine): Router {
  const { world, links } = engine;
  const router = Router();
  const readable = allow(engine, 'read', 'repository_hooks');
  const writable = allow(engine, 'write', 'repository_hooks');
  const answer = (webhook: Webhook) => webhookAnswer(links, world, webhook);

  router.get(LIST, readable, (request, response) => {
    readListQuery(request, {});
    response.json(pageOf(links, request, response, world.webhooks).map(answer));
  });

  router.post(LIST, writable, async (request, response) => {
    const given = readBody(request, newHook, 'Hook');
    if (world.webhooks.some(({ url }) => url === given.config.url)) {
      throw validationFailed({
        resource: 'Hook',
        field: 'url',
        code: 'custom',
        message: 'Hook already exists on this repository',
      });
    }
    const at = engine.now();
    const webhook: Webhook = {
      id: engine.nextId(),
      ...settingsOf(given.config),
      events: given.events ?? ['push'],
      active: given.active ?? true,
      createdAt: at,
      updatedAt: at,
    };
    world.webhooks.push(webhook);
    deliver(engine, webhook, {
      event: 'ping',
      payload: { zen: 'Keep it logically awesome.', hook_id: webhook.id, hook: answer(webhook) },
      sender: BOT.login,
    });
    await engine.commit();
    response.status(201).json(answer(webhook));
  });

  router.get(ONE, readable, (request, response) => {
    readQuery(request, {});
    response.json(answer(existing(engine, request.params.id)));
  });

  router.patch(ONE, writable, async (request, response) => {
    const webhook = existing(engine, request.params.id);
    const given = readBody(request, hookEdit, 'Hook');
    Object.assign(webhook, given.config ? settingsOf(given.config) : {}, {
      events: given.events ?? webhook.events,
      active: given.active ?? webhook.active,
      updatedAt: engine.now(),
    });
    await engine.commit();
    response.json(answer(webhook));
  });

  router.delete(ONE, writable, async (request, response) => {
    removeWebhook(world, existing(engine, request.params.id));
    await engine.commit();
    response.status(204).end();
  });

  return router;
}

/** A configuration replaces the whole of the earlier one: without a secret there is none any more. */
function settingsOf({ url, content_type: contentType = 'form', secret }: z.infer<typeof config>) {
  return { url, contentType, secret: secret ?? null };
}

function existing({ world }: Engine, id: PathParameter): Webhook {
  const webhook = world.webhooks.find((candidate) => candidate.id === numberIn(id));
  if (!webhook) throw notFound();
  return webhook;
}
