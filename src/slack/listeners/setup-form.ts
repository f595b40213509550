import type { App, BlockButtonAction, ViewSubmitAction } from '@slack/bolt';
import { setupNext } from '../cards/setup-next.ts';
import { explain, explainBesideField } from '../explain.ts';
import { FORM_VALUE } from '../modals/form-value.ts';
import { PROJECT_BLOCK, SETUP_CHANNEL_BLOCK, SETUP_FORM, setupForm } from '../modals/setup-form.ts';
import type { ListenerContext } from './context.ts';
import { openModal } from './open-modal.ts';
import { tell } from './tell.ts';
import { workspaceOf } from './workspace-of.ts';

/** The first run: its two questions, and then what to connect. */
export function registerSetupForm(app: App, context: ListenerContext): void {
  const { gate, project, subscriptions, status, manifests } = context;

  app.action<BlockButtonAction>('setup:open', async ({ ack, body, client, respond }) => {
    await ack();
    const acted = { client, user: body.user.id, respond, trigger: body.trigger_id };
    const actor = await context.resolveActor(client, workspaceOf(body), body.user.id);
    try {
      await gate.require(actor, 'project.rename');
      await openModal(context, acted, setupForm(await project.name(actor), body.channel?.id));
    } catch (error) {
      await tell(context, acted, explain(error, context));
    }
  });

  app.view<ViewSubmitAction>(SETUP_FORM, async ({ ack, body, view, client }) => {
    const { values } = view.state;
    const name = values[PROJECT_BLOCK]?.[FORM_VALUE]?.value ?? '';
    const channel = values[SETUP_CHANNEL_BLOCK]?.[FORM_VALUE]?.selected_conversation ?? undefined;
    const actor = await context.resolveActor(client, workspaceOf(body), body.user.id);
    try {
      await project.rename(actor, name);
    } catch (error) {
      const errors = { [PROJECT_BLOCK]: explainBesideField(error, context) };
      await ack({ response_action: 'errors', errors });
      return;
    }
    await ack();
    const acted = { client, user: body.user.id };
    try {
      const problem = channel && (await subscriptions.ensure(actor, channel).then(unheardIn, explained));
      const { integrations } = await status(actor);
      await tell(context, acted, setupNext(name.trim(), integrations, manifests, problem));
    } catch (error) {
      await tell(context, acted, explain(error, context));
    }
  });

  function explained(error: unknown): string {
    return `:warning: The channel will not hear of it. ${explain(error, context)}`;
  }
}

function unheardIn(subscription: { channel: string; paused?: { reason: string } | undefined } | undefined) {
  if (!subscription?.paused) return undefined;
  return `:warning: BuildRunner cannot post in <#${subscription.channel}> yet: type \`/invite @BuildRunner\` there.`;
}
