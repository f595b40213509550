import { createHmac } from 'node:crypto';
import { forgetOldest, unsent } from '../shared/deliveries.ts';
import { accountOf, ORGANIZATION } from './account.ts';
import { accountAnswer, organizationAnswer } from './answers/account.ts';
import { repositoryAnswer } from './answers/repository.ts';
import type { Engine } from './engine.ts';
import type { Webhook } from './world.ts';

/** What happened, as the webhooks tell it. */
export interface Happening {
  event: string;
  action?: string;
  payload: Record<string, unknown>;
  /** The login of who did it. */
  sender: string;
}

/** Makes out the deliveries that a happening is due to whoever asked for its event. */
export function announce(engine: Engine, happening: Happening): void {
  for (const webhook of engine.world.webhooks) {
    const wanted = webhook.events.includes(happening.event) || webhook.events.includes('*');
    if (webhook.active && wanted) deliver(engine, webhook, happening);
  }
}

/** Makes out one delivery to one webhook, whatever events it asked for. */
export function deliver(
  { world, links, ids, now }: Engine,
  webhook: Webhook,
  { event, action, payload, sender }: Happening,
): void {
  const json = JSON.stringify({
    ...(action ? { action } : {}),
    ...payload,
    repository: repositoryAnswer(links, world),
    organization: organizationAnswer(links, ORGANIZATION),
    sender: accountAnswer(links, accountOf(sender)),
  });
  const isForm = webhook.contentType === 'form';
  const body = isForm ? new URLSearchParams({ payload: json }).toString() : json;
  world.deliveries.push({
    id: ids.guid(),
    webhookId: webhook.id,
    event,
    action: action ?? null,
    url: webhook.url,
    contentType: isForm ? 'application/x-www-form-urlencoded' : 'application/json',
    body,
    signature: webhook.secret ? createHmac('sha256', webhook.secret).update(body).digest('hex') : null,
    createdAt: now(),
    ...unsent(world, now()),
  });
  forgetOldest(world);
}
