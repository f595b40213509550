import { removeWebhook } from '../../shared/deliveries.ts';
import { TEAMS } from '../account.ts';
import { invalid, notFound } from '../api/errors.ts';
import type { Engine } from '../engine.ts';
import type { Webhook } from '../world.ts';
import { requireAdmin } from './require-admin.ts';
import { webhookAnswer } from './workspace.ts';

/** What a webhook can be told of. */
const RESOURCE_TYPES: ReadonlySet<string> = new Set([
  'Attachment',
  'Comment',
  'Cycle',
  'Document',
  'Initiative',
  'Issue',
  'IssueLabel',
  'IssueSLA',
  'Project',
  'ProjectUpdate',
  'Reaction',
  'User',
]);

interface WebhookInput {
  url?: string | null;
  label?: string | null;
  secret?: string | null;
  enabled?: boolean | null;
  resourceTypes?: string[] | null;
}

interface WebhookCreateInput extends WebhookInput {
  id?: string | null;
  url: string;
  resourceTypes: string[];
  teamId?: string | null;
  allPublicTeams?: boolean | null;
}

/** What an admin's API key can do with webhooks. */
export function webhookMutations(engine: Engine) {
  const { world, ids } = engine;

  function find(id: string): Webhook {
    requireAdmin(world);
    const webhook = world.webhooks.find((candidate) => candidate.id === id);
    if (!webhook) throw notFound('Webhook');
    return webhook;
  }

  return {
    webhookCreate({ input }: { input: WebhookCreateInput }) {
      requireAdmin(world);
      check(input);
      const { teamId, allPublicTeams } = input;
      // By its id or its key.
      const team = TEAMS.find(({ id, key }) => id === teamId || key === teamId);
      if (teamId != null && !team) throw notFound('Team');
      if (!team && !allPublicTeams) throw invalid('Either teamId or allPublicTeams is needed.');
      const webhook: Webhook = {
        id: input.id ?? ids.uuid(),
        url: input.url,
        label: input.label ?? null,
        enabled: input.enabled ?? true,
        teamId: team?.id ?? null,
        resourceTypes: input.resourceTypes,
        secret: input.secret ?? `lin_wh_${ids.uuid().replaceAll('-', '')}`,
        createdAt: engine.now(),
        updatedAt: engine.now(),
      };
      world.webhooks.push(webhook);
      return { success: true, lastSyncId: engine.nextSyncId(), webhook: webhookAnswer(engine, webhook) };
    },

    webhookUpdate({ id, input }: { id: string; input: WebhookInput }) {
      const webhook = find(id);
      check(input);
      const given = Object.entries(input).filter(([, value]) => value !== null);
      Object.assign(webhook, Object.fromEntries(given), { updatedAt: engine.now() });
      return { success: true, lastSyncId: engine.nextSyncId(), webhook: webhookAnswer(engine, webhook) };
    },

    webhookDelete({ id }: { id: string }) {
      removeWebhook(world, find(id));
      return { success: true, lastSyncId: engine.nextSyncId(), entityId: id };
    },
  };
}

function check({ url, resourceTypes }: WebhookInput): void {
  const isHttp = url == null || (URL.canParse(url) && /^https?:$/.test(new URL(url).protocol));
  if (!isHttp) throw invalid('url must be a URL address.');
  const unknown = resourceTypes?.find((type) => !RESOURCE_TYPES.has(type));
  if (unknown !== undefined) throw invalid(`${unknown} is no resource type.`);
  if (resourceTypes?.length === 0) throw invalid('resourceTypes should not be empty.');
}
