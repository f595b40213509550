import { createHmac } from 'node:crypto';
import { forgetOldest, unsent } from '../shared/deliveries.ts';
import { projectOf, TEAM, USER } from './account.ts';
import type { Ids } from './ids.ts';
import { stateAt } from './lifecycle.ts';
import type { Links } from './links.ts';
import type { Delivery, Deployment, VercelState, Webhook, World } from './world.ts';

/** What Vercel tells about a deployment that has come into a state; of the others nothing is told. */
const EVENTS: Partial<Record<VercelState, readonly string[]>> = {
  READY: ['deployment.ready', 'deployment.succeeded'],
  ERROR: ['deployment.error'],
  CANCELED: ['deployment.canceled'],
};

/** Makes out the deliveries that are due because deployments have changed by themselves or by someone's act. */
export function announceChanges(world: World, now: number, ids: Ids, links: Links): void {
  for (const deployment of world.deployments) {
    const state = stateAt(deployment, now);
    if (state === deployment.announced) continue;
    const created = deployment.announced === null ? ['deployment.created'] : [];
    for (const type of [...created, ...(EVENTS[state] ?? [])]) {
      announce(world, deployment, type, now, ids, links);
    }
    deployment.announced = state;
  }
  forgetOldest(world);
}

function announce(
  world: World,
  deployment: Deployment,
  type: string,
  now: number,
  ids: Ids,
  links: Links,
): void {
  for (const webhook of world.webhooks) {
    const concerned = webhook.projectIds.length === 0 || webhook.projectIds.includes(deployment.projectId);
    if (!concerned || !webhook.events.includes(type)) continue;
    const id = ids.delivery();
    const body = JSON.stringify({
      id,
      type,
      createdAt: now,
      region: 'sfo1',
      payload: payload(deployment, links),
    });
    const delivery: Delivery = {
      id,
      webhookId: webhook.id,
      type,
      url: webhook.url,
      body,
      signature: sign(webhook, body),
      createdAt: now,
      ...unsent(world, now),
    };
    world.deliveries.push(delivery);
  }
}

/** The payload of all deployment events (https://vercel.com/docs/webhooks/webhooks-api). */
function payload(deployment: Deployment, links: Links) {
  const project = projectOf(deployment.projectId);
  const url = links.site(deployment);
  return {
    team: { id: TEAM.id },
    user: { id: USER.id },
    deployment: {
      id: deployment.id,
      name: project.name,
      url,
      inspectorUrl: links.inspector(deployment),
      meta: deployment.meta,
    },
    links: { deployment: links.inspector(deployment), project: links.project(project.id) },
    name: project.name,
    plan: 'pro',
    project: { id: project.id },
    regions: ['iad1'],
    target: deployment.target,
    type: 'LAMBDAS',
    url,
  };
}

/** `x-vercel-signature`: HMAC-SHA1 of the body's bytes in hexadecimal. */
function sign(webhook: Webhook, body: string): string {
  return createHmac('sha1', webhook.secret).update(body).digest('hex');
}
