import { PROJECTS, TEAM } from '../account.ts';
import type { Webhook } from '../world.ts';

/** A webhook as GET /v1/webhooks answers it: without its secret, which only the answer to its creation has. */
export function webhookAnswer({ id, url, events, projectIds, createdAt }: Webhook) {
  return { id, url, events, projectIds, ownerId: TEAM.id, createdAt, updatedAt: createdAt };
}

/** The same in a list, where the projects stand with their names. */
export function listedWebhook(webhook: Webhook) {
  const projects = PROJECTS.filter((project) => webhook.projectIds.includes(project.id));
  return {
    ...webhookAnswer(webhook),
    projectsMetadata: projects.map(({ id, name, framework }) => ({ id, name, framework })),
  };
}
