import { endDeliveries, forgetOldest, unsent } from '../shared/deliveries.ts';
import type { Ids } from './ids.ts';
import { hasEnded, stageAt } from './lifecycle.ts';
import { findService } from './services.ts';
import type { Deploy, ServiceEvent, World } from './world.ts';

/** How many events stay to be looked at. */
const KEPT_EVENTS = 100;

/** Makes out the events and deliveries that are due because deploys have changed by themselves or by someone's act. */
export function announceChanges(world: World, now: number, ids: Ids): void {
  for (const deploy of world.deploys) {
    const ended = hasEnded(deploy, now);
    const started = deploy.startsAt <= Math.min(now, deploy.canceledAt ?? now);
    if (deploy.announced === 'nothing' && started) {
      announce(world, deploy, 'deploy_started', now, ids);
      deploy.announced = 'start';
    }
    if (deploy.announced !== 'end' && ended) {
      announce(world, deploy, 'deploy_ended', now, ids);
      deploy.announced = 'end';
    }
  }
  forgetOldest(world);
  world.events = world.events.slice(-KEPT_EVENTS);
}

function announce(world: World, deploy: Deploy, type: ServiceEvent['type'], now: number, ids: Ids): void {
  const service = findService(world, deploy.serviceId);
  const event: ServiceEvent = {
    id: ids.event(),
    type,
    serviceId: deploy.serviceId,
    deployId: deploy.id,
    status: type === 'deploy_ended' ? outcomeOf(deploy, now) : null,
    at: now,
  };
  world.events.push(event);
  for (const webhook of world.webhooks) {
    if (!webhook.enabled || (webhook.eventFilter.length > 0 && !webhook.eventFilter.includes(type))) continue;
    world.deliveries.push({
      id: ids.event(),
      webhookId: webhook.id,
      type,
      url: webhook.url,
      body: JSON.stringify(payload(event, service?.name ?? '')),
      ...unsent(world, now),
    });
  }
}

/** Thin: the event's id and whose it is, but not of which deploy (https://render.com/docs/webhooks). */
function payload({ id, type, serviceId, status, at }: ServiceEvent, serviceName: string) {
  return {
    type,
    timestamp: new Date(at).toISOString(),
    data: { id, serviceId, serviceName, ...(status ? { status } : {}) },
  };
}

function outcomeOf(deploy: Deploy, now: number): ServiceEvent['status'] {
  const stage = stageAt(deploy, now);
  if (stage === 'canceled') return 'canceled';
  return stage === 'succeeded' ? 'succeeded' : 'failed';
}

/** What the vendor does when no attempt of a delivery was answered well. */
export function disableWebhook(world: World, webhookId: string): void {
  const webhook = world.webhooks.find(({ id }) => id === webhookId);
  if (!webhook) return;
  webhook.enabled = false;
  endDeliveries(world, webhookId, 'webhook disabled');
}
