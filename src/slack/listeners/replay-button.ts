import type { App, BlockButtonAction } from '@slack/bolt';
import { replayedText } from '../cards/replayed.ts';
import { explain } from '../explain.ts';
import { replayOne } from '../replay-one.ts';
import type { ListenerContext } from './context.ts';
import { tell } from './tell.ts';
import { workspaceOf } from './workspace-of.ts';

/** “Replay” beside a delivery that failed. */
export function registerReplayButton(app: App, context: ListenerContext): void {
  app.action<BlockButtonAction>('delivery:replay', async ({ ack, body, action, client, respond }) => {
    await ack();
    const actor = await context.resolveActor(client, workspaceOf(body), body.user.id);
    const said = await replayOne(context.deliveries, actor, action.value ?? '').then(replayedText, (error) =>
      explain(error, context),
    );
    await tell(context, { client, user: body.user.id, respond }, said);
  });
}
