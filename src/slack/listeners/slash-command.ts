import type { App, RespondArguments } from '@slack/bolt';
import { sentence } from '../blocks.ts';
import { timeZoneOf } from '../time-zone.ts';
import type { ListenerContext } from './context.ts';
import { openModal } from './open-modal.ts';

/**
 * `/buildrunner …`. What the person is told first is the acknowledgement itself, so whatever was asked for is durable
 * by then; what is said later takes its place through the `response_url`.
 */
export function registerSlashCommand(app: App, context: ListenerContext): void {
  app.command('/buildrunner', async ({ command, ack, respond, client }) => {
    let acknowledged = false;
    const acknowledge = async (answer?: RespondArguments) => {
      if (acknowledged) return false;
      acknowledged = true;
      await ack(answer);
      return true;
    };
    const actor = await context.resolveActor(client, command.team_id, command.user_id);
    await context.runCommand(command.text, {
      actor,
      actorOf: (userId) => context.resolveActor(client, command.team_id, userId),
      channel: command.channel_id,
      timeZone: () => timeZoneOf(client, command.user_id),
      async say(message) {
        const answer = {
          response_type: 'ephemeral' as const,
          ...(typeof message === 'string' ? sentence(message) : message),
        };
        if (!(await acknowledge(answer))) await respond({ ...answer, replace_original: true });
      },
      async openModal(view) {
        await acknowledge();
        const acted = { client, user: command.user_id, respond, trigger: command.trigger_id };
        await openModal(context, acted, view);
      },
    });
    await acknowledge();
  });
}
