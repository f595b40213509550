import type { App, BlockButtonAction, ViewSubmitAction } from '@slack/bolt';
import { explainMessage } from '../explain.ts';
import {
  BRANCH_BLOCK,
  BRANCH_SEARCH,
  CARD_CHANNEL_BLOCK,
  DEPLOY_FORM,
  MICROSTEP_BLOCK,
  MICROSTEP_SEARCH,
  PLATFORM_BLOCK,
} from '../modals/deploy-form.ts';
import { type DeployWish, deployFormFor } from '../modals/deploy-form-for.ts';
import { FORM_VALUE } from '../modals/form-value.ts';
import { refusedForm } from '../modals/refused-form.ts';
import type { ListenerContext } from './context.ts';
import { openModal } from './open-modal.ts';
import { type Acted, tell } from './tell.ts';
import { workspaceOf } from './workspace-of.ts';

/** “Deploy QA preview”: the shortcut, the buttons that open the form, and the form. */
export function registerDeployForm(app: App, context: ListenerContext): void {
  app.shortcut('deploy-qa-preview', async ({ ack, shortcut, client }) => {
    await ack();
    const acted = { client, user: shortcut.user.id, trigger: shortcut.trigger_id };
    await open(acted, workspaceOf(shortcut), {});
  });

  app.action<BlockButtonAction>('preview:new', async ({ ack, body, action, client, respond }) => {
    await ack();
    const acted = { client, user: body.user.id, respond, trigger: body.trigger_id };
    await open(acted, workspaceOf(body), { step: action.value, channel: body.channel?.id });
  });

  app.view<ViewSubmitAction>(DEPLOY_FORM, async ({ ack, body, view, client }) => {
    const { values } = view.state;
    const branch = values[BRANCH_BLOCK]?.[BRANCH_SEARCH]?.selected_option?.value ?? '';
    const provider = values[PLATFORM_BLOCK]?.[FORM_VALUE]?.selected_option?.value;
    const step = values[MICROSTEP_BLOCK]?.[MICROSTEP_SEARCH]?.selected_option?.value;
    const channel = values[CARD_CHANNEL_BLOCK]?.[FORM_VALUE]?.selected_conversation ?? '';
    const actor = await context.resolveActor(client, workspaceOf(body), body.user.id);
    try {
      const microstepId = step === undefined ? undefined : (await context.plan.get(actor, step)).id;
      await context.previews.request(actor, { branch, provider, channel, microstepId });
      await ack();
    } catch (error) {
      await ack(refusedForm(error, context, { block: BRANCH_BLOCK, title: 'Deploy a preview' }));
    }
  });

  async function open(acted: Acted & { trigger: string }, workspaceId: string, wish: DeployWish) {
    const actor = await context.resolveActor(acted.client, workspaceId, acted.user);
    try {
      await openModal(context, acted, await deployFormFor(context, actor, wish));
    } catch (error) {
      await tell(context, acted, explainMessage(error, context));
    }
  }
}
