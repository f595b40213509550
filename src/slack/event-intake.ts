import type { ReceiverEvent } from '@slack/bolt';
import { z } from 'zod';
import type { Queue } from '../jobs/job.ts';
import type { Database } from '../store/database.ts';
import { forgetSlackEvents, insertSlackEventIfNew } from '../store/slack-events.ts';

/** For how long an event is known again, in ms. Slack tries three times within some six minutes. */
const KNOWN_FOR_MS = 24 * 60 * 60_000;

/** The Home tab is drawn anew whenever somebody looks. */
const NOT_KEPT = ['app_home_opened'];

const eventSchema = z.looseObject({
  type: z.literal('event_callback'),
  team_id: z.string(),
  event_id: z.string(),
  event: z.looseObject({ type: z.string() }),
});

/** Takes an event in, and acknowledges it. False for what is no event, or none that has to be kept. */
export type EventIntake = (received: Pick<ReceiverEvent, 'body' | 'ack'>) => Promise<boolean>;

/**
 * Bolt acknowledges an event before it has done anything about it. Here it is durable first, once for each id, and a
 * job does what it asks for. Rejects where it cannot be stored: Slack then sends it again.
 */
export function createEventIntake(options: {
  database: Database;
  queue: Pick<Queue, 'enqueue'>;
  now: () => Date;
}): EventIntake {
  const { database, queue, now } = options;
  return async ({ body, ack }) => {
    const { data } = eventSchema.safeParse(body);
    if (!data || NOT_KEPT.includes(data.event.type)) return false;
    const { event_id: eventId, team_id: workspaceId } = data;
    const at = now();
    await database.transaction(async (transaction) => {
      const row = {
        event_id: eventId,
        workspace_id: workspaceId,
        received_at: at.toISOString(),
        begun_at: null,
      };
      if (!(await insertSlackEventIfNew(transaction, row))) return;
      await forgetSlackEvents(transaction, new Date(at.getTime() - KNOWN_FOR_MS).toISOString());
      await queue.enqueue(transaction, {
        kind: 'slack.event',
        payload: { eventId, body: withoutSecrets(data) },
        key: `slack:${eventId}`,
      });
    });
    await ack();
    return true;
  };
}

/** Without the token and the secrets that come with a step of a workflow, which nobody here uses. */
function withoutSecrets({ event, ...envelope }: z.infer<typeof eventSchema>): Record<string, unknown> {
  const { bot_access_token: _token, inputs, ...plain } = event;
  if (typeof inputs !== 'object' || inputs === null) return { ...envelope, event: plain };
  const named = Object.entries(inputs).map(([name, value]) => [name, withoutSecret(value)]);
  return { ...envelope, event: { ...plain, inputs: Object.fromEntries(named) } };
}

function withoutSecret(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('secret' in value)) return value;
  const { secret: _secret, ...plain } = value;
  return plain;
}
