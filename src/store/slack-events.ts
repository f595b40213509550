import type { Executor } from './database.ts';
import type { SlackEventRow, Timestamp } from './schema.ts';

/** Notes that an event was received. False where it was before: Slack sends again what it thinks was not. */
export async function insertSlackEventIfNew(executor: Executor, row: SlackEventRow): Promise<boolean> {
  const inserted = await executor
    .insertInto('slack_events')
    .values(row)
    .onConflict((conflict) => conflict.column('event_id').doNothing())
    .returning('event_id')
    .executeTakeFirst();
  return inserted !== undefined;
}

/** Notes that the work on an event begins. False where it had begun before, and was cut off. */
export async function beginSlackEvent(executor: Executor, eventId: string, at: Timestamp): Promise<boolean> {
  const begun = await executor
    .updateTable('slack_events')
    .set({ begun_at: at })
    .where('event_id', '=', eventId)
    .where('begun_at', 'is', null)
    .returning('event_id')
    .executeTakeFirst();
  return begun !== undefined;
}

/** Forgets the events of before a time. */
export async function forgetSlackEvents(executor: Executor, before: Timestamp): Promise<void> {
  await executor.deleteFrom('slack_events').where('received_at', '<', before).execute();
}
