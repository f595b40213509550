import { z } from 'zod';
import type { IssueEvent, NormalizedDelivery } from '../contract.ts';
import { NotUnderstood } from '../errors.ts';

/** What a payload comes to: events, or why there are none. */
export type Outcome = Pick<NormalizedDelivery, 'events' | 'ignored'>;

const text = z.string().nullish().catch(undefined);

/** Only what is used: the rest differs from one Jira to the next, and is asked of the API anyway. */
export const webhookPayload = z.object({
  webhookEvent: z.string().min(1),
  /** Says more than the event, and is missing from older and from comment events. */
  issue_event_type_name: text,
  issue: z.object({ id: z.union([z.string().min(1), z.number()]).transform(String), key: text }).nullish(),
  comment: z.object({ created: text, updated: text }).nullish().catch(undefined),
  /** Empty or missing where nothing but a comment came. */
  changelog: z
    .object({ items: z.array(z.unknown()).nullish().catch(undefined) })
    .nullish()
    .catch(undefined),
});

type Payload = z.infer<typeof webhookPayload>;

/** Throws `NotUnderstood` for an event of an issue that does not say which one. */
export function outcomeOf(payload: Payload): Outcome {
  switch (payload.webhookEvent) {
    case 'jira:issue_created':
      return used('created', payload);
    case 'jira:issue_updated':
      return updated(payload);
    case 'jira:issue_deleted':
      return used('deleted', payload);
    case 'comment_created':
      return payload.issue
        ? used('commented', payload)
        : ignored('a comment that does not say on which issue');
    case 'comment_updated':
    case 'comment_deleted':
      return ignored(`event of a comment not used: ${payload.webhookEvent}`);
    default:
      return ignored(`event type not used: ${payload.webhookEvent}`);
  }
}

/** Some Jiras tell of comments as changes of the issue, the older ones without saying what became of the comment. */
function updated(payload: Payload): Outcome {
  const { issue_event_type_name: name, comment, changelog } = payload;
  if (changelog?.items?.length) return used('updated', payload);
  if (name === 'issue_commented') return used('commented', payload);
  if (name?.startsWith('issue_comment_')) return ignored(`event of a comment not used: ${name}`);
  if (!comment || name) return used('updated', payload);
  const isNew = comment.updated == null || comment.updated === comment.created;
  return isNew ? used('commented', payload) : ignored('event of a comment not used: edited');
}

function used(action: IssueEvent['action'], { issue, webhookEvent }: Payload): Outcome {
  if (!issue) throw new NotUnderstood(`the body.issue: missing from ${webhookEvent}`);
  const { id, key } = issue;
  return { events: [{ kind: 'issue', action, externalId: id, ...(key ? { key } : {}) }] };
}

function ignored(reason: string): Outcome {
  return { events: [], ignored: reason };
}
