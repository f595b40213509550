import { createHmac } from 'node:crypto';
import { ORGANIZATION, type Person } from './account.ts';
import type { Engine } from './engine.ts';
import type { Webhook, World } from './world.ts';

/** How many deliveries that have ended stay to be looked at. */
const KEPT = 20;

/** What happened, as the webhooks tell it. */
export interface Happening {
  type: 'Issue' | 'Comment';
  action: 'create' | 'update' | 'remove';
  /** The team it happened in; null where it has none. */
  teamId: string | null;
  data: Record<string, unknown>;
  /** What an update replaced. */
  updatedFrom?: Record<string, unknown>;
  url: string;
  actor: Person;
}

/** Makes out the deliveries that a happening is due to whoever asked for its type, in its team. */
export function announce(engine: Engine, happening: Happening): void {
  const { world } = engine;
  for (const webhook of world.webhooks) {
    const covered = webhook.teamId === null || webhook.teamId === happening.teamId;
    if (webhook.enabled && covered && webhook.resourceTypes.includes(happening.type)) {
      deliver(engine, webhook, happening);
    }
  }
  forgetOldest(world);
}

function deliver({ world, ids, links, now }: Engine, webhook: Webhook, happening: Happening): void {
  const { type, action, data, updatedFrom, url, actor } = happening;
  const timestamp = now();
  const body = JSON.stringify({
    action,
    actor: {
      id: actor.id,
      type: 'user',
      name: actor.name,
      email: actor.email,
      url: links.profile(actor.login),
    },
    createdAt: new Date(timestamp).toISOString(),
    data,
    ...(updatedFrom ? { updatedFrom } : {}),
    url,
    type,
    organizationId: ORGANIZATION.id,
    webhookTimestamp: timestamp,
    webhookId: webhook.id,
  });
  world.deliveries.push({
    id: ids.uuid(),
    webhookId: webhook.id,
    type,
    action,
    url: webhook.url,
    body,
    signature: createHmac('sha256', webhook.secret).update(body).digest('hex'),
    timestamp,
    attempts: 0,
    copies: world.webhooksDoubled ? 2 : 1,
    dueAt: world.webhooksDropped ? null : timestamp,
    outcome: world.webhooksDropped ? 'dropped on the way' : 'waiting',
  });
}

/** Ends its deliveries with it. */
export function removeWebhook(world: World, webhook: Webhook): void {
  world.webhooks = world.webhooks.filter((other) => other !== webhook);
  for (const delivery of world.deliveries) {
    if (delivery.webhookId !== webhook.id || delivery.dueAt === null) continue;
    delivery.dueAt = null;
    delivery.outcome = 'webhook deleted';
  }
}

function forgetOldest(world: World): void {
  const ended = world.deliveries.filter(({ dueAt }) => dueAt === null);
  const forgotten = new Set(ended.slice(0, Math.max(0, ended.length - KEPT)));
  world.deliveries = world.deliveries.filter((delivery) => !forgotten.has(delivery));
}
