import { createHmac } from 'node:crypto';
import { forgetOldest, unsent } from '../shared/deliveries.ts';
import { ORGANIZATION, type Person } from './account.ts';
import type { Engine } from './engine.ts';
import type { Webhook } from './world.ts';

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
    ...unsent(world, timestamp),
  });
}
