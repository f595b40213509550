import { createHmac } from 'node:crypto';
import { forgetOldest, unsent } from '../shared/deliveries.ts';
import type { Engine } from './engine.ts';
import { issueFilter } from './jql/match.ts';
import type { Issue, Webhook } from './world.ts';

/** What a webhook of an administrator can be told of; this world has cause for some of them. */
export const EVENTS = [
  'jira:issue_created',
  'jira:issue_updated',
  'jira:issue_deleted',
  'comment_created',
  'comment_updated',
  'comment_deleted',
  'worklog_created',
  'worklog_updated',
  'worklog_deleted',
  'attachment_created',
  'attachment_deleted',
  'issuelink_created',
  'issuelink_deleted',
  'project_created',
  'project_updated',
  'project_deleted',
  'sprint_created',
  'sprint_updated',
  'sprint_started',
  'sprint_closed',
] as const;

/** What happened, as the webhooks tell it. */
export interface Happening {
  event: (typeof EVENTS)[number];
  issue: Issue;
  payload: Record<string, unknown>;
}

/** Makes out the deliveries that a happening is due to whoever asked for its event, for such issues. */
export function announce(engine: Engine, happening: Happening): void {
  const { world } = engine;
  for (const webhook of world.webhooks) {
    const wanted = webhook.enabled && webhook.events.includes(happening.event);
    if (wanted && issueFilter(webhook.jql)(happening.issue)) deliver(engine, webhook, happening);
  }
  forgetOldest(world);
}

function deliver({ world, ids, now }: Engine, webhook: Webhook, { event, payload }: Happening): void {
  const at = now();
  const told = JSON.stringify({ timestamp: at, webhookEvent: event, ...payload });
  const body = webhook.excludeBody ? '' : told;
  const { secret } = webhook;
  world.deliveries.push({
    id: ids.identifier(),
    webhookId: webhook.id,
    event,
    url: webhook.url,
    body,
    signature: secret === null ? null : createHmac('sha256', secret).update(body).digest('hex'),
    ...unsent(world, at),
  });
}
