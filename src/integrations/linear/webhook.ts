import { z } from 'zod';
import type { InboundRequest, IssueEvent, NormalizedDelivery } from '../contract.ts';
import { NotUnderstood } from '../errors.ts';
import { parseWebhookBody, readWebhookPart } from '../webhook-body.ts';

/** What all of Linear's webhooks have: https://linear.app/developers/webhooks#the-webhook-payload */
const envelope = z.object({
  action: z.string().min(1),
  type: z.string().min(1),
  data: z.unknown().optional(),
});

const text = z.string().min(1).nullish().catch(undefined);

const issueData = z.object({
  id: z.string().min(1),
  identifier: text,
  number: z.number().nullish().catch(undefined),
  team: z.object({ key: text }).nullish().catch(undefined),
  archivedAt: text,
  trashed: z.boolean().nullish().catch(undefined),
});

const commentData = z.object({
  id: z.string().min(1),
  issueId: text,
  issue: z.object({ id: text, identifier: text }).nullish().catch(undefined),
});

type Outcome = Pick<NormalizedDelivery, 'events' | 'ignored'>;

const ACTIONS: Readonly<Record<string, IssueEvent['action']>> = {
  create: 'created',
  update: 'updated',
  restore: 'updated',
  remove: 'deleted',
};

/**
 * Reads a verified delivery; its id is only in a header. Throws `NotUnderstood` where the body is not what Linear
 * sends.
 */
export function normalizeLinear({ headers, body }: InboundRequest): NormalizedDelivery {
  const { action, type, data } = readWebhookPart(envelope, parseWebhookBody(body));
  const deliveryId = headers['linear-delivery']?.trim();
  if (!deliveryId) throw new NotUnderstood('the Linear-Delivery header is missing');
  return { deliveryId, type: `${type}.${action}`, ...outcomeOf(type, action, data) };
}

function outcomeOf(type: string, action: string, data: unknown): Outcome {
  if (type === 'Issue') return issueOutcome(action, readWebhookPart(issueData, data, 'data'));
  if (type === 'Comment') return commentOutcome(action, readWebhookPart(commentData, data, 'data'));
  return ignored(`event type not used: ${type}`);
}

function issueOutcome(action: string, issue: z.infer<typeof issueData>): Outcome {
  const known = Object.hasOwn(ACTIONS, action) ? ACTIONS[action] : undefined;
  if (!known) return ignored(`action of an issue not used: ${action}`);
  const { id, identifier, number, team, archivedAt, trashed } = issue;
  // Archiving comes as an update; for us an archived issue is gone like a deleted one.
  const gone = known === 'updated' && Boolean(archivedAt || trashed);
  const key = identifier ?? (team?.key && number ? `${team.key}-${number}` : undefined);
  return {
    events: [{ kind: 'issue', action: gone ? 'deleted' : known, externalId: id, ...(key ? { key } : {}) }],
  };
}

function commentOutcome(action: string, comment: z.infer<typeof commentData>): Outcome {
  if (action !== 'create') return ignored(`action of a comment not used: ${action}`);
  const externalId = comment.issueId ?? comment.issue?.id;
  if (!externalId) return ignored('a comment on something else than an issue');
  const key = comment.issue?.identifier;
  return { events: [{ kind: 'issue', action: 'commented', externalId, ...(key ? { key } : {}) }] };
}

function ignored(why: string): Outcome {
  return { events: [], ignored: why };
}
