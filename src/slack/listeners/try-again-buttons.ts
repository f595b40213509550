import type { App, BlockButtonAction } from '@slack/bolt';
import type { Actor } from '../../governance/gate.ts';
import { revivedText } from '../cards/dead-letters.ts';
import { replayedText } from '../cards/replayed.ts';
import { explain } from '../explain.ts';
import { replayOne } from '../replay-one.ts';
import { reviveOne } from '../revive-one.ts';
import type { ListenerContext } from './context.ts';
import { tell } from './tell.ts';
import { workspaceOf } from './workspace-of.ts';

/** “Replay” beside a delivery that failed, “Try again” beside a job that was given up. */
export function registerTryAgainButtons(app: App, context: ListenerContext): void {
  const { deliveries, deadLetters } = context;

  function answer(actionId: string, act: (actor: Actor, id: string) => Promise<string>): void {
    app.action<BlockButtonAction>(actionId, async ({ ack, body, action, client, respond }) => {
      await ack();
      const actor = await context.resolveActor(client, workspaceOf(body), body.user.id);
      const said = await act(actor, action.value ?? '').catch((error: unknown) => explain(error, context));
      await tell(context, { client, user: body.user.id, respond }, said);
    });
  }

  answer('delivery:replay', async (actor, id) => replayedText(await replayOne(deliveries, actor, id)));
  answer('job:revive', async (actor, id) => revivedText([await reviveOne(deadLetters, actor, id)]));
}
