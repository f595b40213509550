import type { App, BlockButtonAction } from '@slack/bolt';
import { whyPaused } from '../cards/subscription.ts';
import { explainMessage } from '../explain.ts';
import type { ListenerContext } from './context.ts';
import { tell } from './tell.ts';
import { workspaceOf } from './workspace-of.ts';

/** What lets paused subscriptions go on: a button, and that the bot is brought into their channel. */
export function registerSubscriptions(app: App, context: ListenerContext): void {
  const { subscriptions } = context;

  app.action<BlockButtonAction>('subscription:resume', async ({ ack, body, action, client, respond }) => {
    await ack();
    const channel = action.value ?? '';
    const actor = await context.resolveActor(client, workspaceOf(body), body.user.id);
    const said = await subscriptions.resume(actor, channel).then(
      ([first]) =>
        first?.paused
          ? `:warning: It cannot go on yet. ${whyPaused(first.paused)}`
          : `:white_check_mark: <#${channel}> is told again.`,
      (error: unknown) => explainMessage(error, context),
    );
    await tell(context, { client, user: body.user.id, respond }, said);
  });

  app.event('member_joined_channel', async ({ event, body, context: { botUserId } }) => {
    if (event.user !== botUserId) return;
    await subscriptions.resumeAfterInvitation(body.team_id, event.channel);
  });
}
