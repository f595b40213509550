import type { App } from '@slack/bolt';
import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import type { JobHandlers } from '../jobs/job.ts';
import type { Database } from '../store/database.ts';
import { beginSlackEvent } from '../store/slack-events.ts';
import { sentence } from './blocks.ts';

const saidSchema = z.object({
  team_id: z.string(),
  event: z.object({
    type: z.enum(['app_mention', 'message']),
    channel: z.string(),
    ts: z.string(),
    thread_ts: z.string().optional(),
  }),
});

const INTERRUPTED =
  ':warning: BuildRunner was restarted while it worked on this. Look whether it was done; if not, ask once more.';

/**
 * Does what a kept event asks for. A command that was cut off by the end of the process is not done again, which could
 * do it twice: whoever asked is told. Everything else may be done again.
 */
export function createSlackEventHandler(options: {
  database: Database;
  processEvent: App['processEvent'];
  clientFor: (workspaceId: string) => Promise<WebClient>;
  now: () => Date;
}): JobHandlers['slack.event'] {
  const { database, processEvent, clientFor, now } = options;
  return async ({ eventId, body }) => {
    const isFirst = await beginSlackEvent(database.db, eventId, now().toISOString());
    const { data: said } = saidSchema.safeParse(body);
    if (isFirst || !said) return processEvent({ body, ack: async () => {} });
    const { channel, ts, thread_ts: thread = ts } = said.event;
    const client = await clientFor(said.team_id);
    await client.chat.postMessage({ channel, thread_ts: thread, ...sentence(INTERRUPTED) });
  };
}
