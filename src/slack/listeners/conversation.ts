import type { App } from '@slack/bolt';
import type { WebClient } from '@slack/web-api';
import { sentence } from '../blocks.ts';
import { patiently } from '../patiently.ts';
import { timeZoneOf } from '../time-zone.ts';
import type { ListenerContext } from './context.ts';

interface Heard {
  client: WebClient;
  workspaceId: string;
  userId: string;
  channel: string;
  text: string;
  /** The thread to answer in; in a direct message there is none. */
  threadTs: string | undefined;
}

/** The same commands after a mention, in threads too, and in direct messages. */
export function registerConversation(app: App, context: ListenerContext): void {
  app.event('app_mention', async ({ event, client, body, context: { botUserId } }) => {
    // Another bot's mention of us is no person's wish.
    if (event.user === undefined || event.bot_id !== undefined) return;
    await answer(context, {
      client,
      workspaceId: body.team_id,
      userId: event.user,
      channel: event.channel,
      text: afterMention(event.text, botUserId),
      threadTs: event.thread_ts ?? event.ts,
    });
  });

  app.message(async ({ message, client, body }) => {
    // Only what a person wrote to us alone: no edits, no messages of ours, no talk in channels.
    if (message.channel_type !== 'im' || message.subtype !== undefined || message.bot_id !== undefined)
      return;
    await answer(context, {
      client,
      workspaceId: body.team_id,
      userId: message.user,
      channel: message.channel,
      text: (message.text ?? '').replace(/^\s*\/buildrunner\b/, ''),
      threadTs: message.thread_ts,
    });
  });
}

async function answer(context: ListenerContext, heard: Heard): Promise<void> {
  const { client, channel, threadTs } = heard;
  const actor = await context.resolveActor(client, heard.workspaceId, heard.userId);
  let said: string | undefined;
  await context.runCommand(heard.text, {
    actor,
    actorOf: (userId) => context.resolveActor(client, heard.workspaceId, userId),
    channel,
    timeZone: () => timeZoneOf(client, heard.userId),
    async say(message) {
      const content = typeof message === 'string' ? sentence(message) : message;
      if (said !== undefined) {
        const ts = said;
        await patiently(() => client.chat.update({ channel, ts, ...content }));
        return;
      }
      const thread = threadTs === undefined ? {} : { thread_ts: threadTs };
      const posted = await patiently(() => client.chat.postMessage({ channel, ...thread, ...content }));
      said = posted.ts;
    },
  });
}

/** What stands after the first mention of the bot itself; others may be mentioned before it. */
function afterMention(text: string, botUserId: string | undefined): string {
  const mention = new RegExp(`<@${botUserId ?? '[A-Z0-9]+'}(?:\\|[^>]*)?>`);
  const found = mention.exec(text);
  return found ? text.slice(found.index + found[0].length) : text;
}
