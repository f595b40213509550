import type { App } from '@slack/bolt';
import { z } from 'zod';
import { explainBesideField } from '../explain.ts';
import { CARD_CHANNEL_BLOCK, DEPLOY_FORM, deployForm } from '../modals/deploy-form.ts';
import { FORM_VALUE } from '../modals/form-value.ts';
import type { ListenerContext } from './context.ts';
import { openModal } from './open-modal.ts';
import { workspaceOf } from './workspace-of.ts';

const metadataSchema = z.object({ provider: z.string().optional() });

/** “Deploy QA preview”: the shortcut and the form. */
export function registerDeployForm(app: App, context: ListenerContext): void {
  app.shortcut('deploy-qa-preview', async ({ ack, shortcut, client }) => {
    await ack();
    const acted = { client, user: shortcut.user.id, trigger: shortcut.trigger_id };
    await openModal(context, acted, deployForm({}));
  });

  app.view(DEPLOY_FORM, async ({ ack, body, view, client }) => {
    const { provider } = metadataSchema.parse(JSON.parse(view.private_metadata));
    const { values } = view.state;
    const branch = values.branch?.[FORM_VALUE]?.value?.trim() ?? '';
    const channel = values[CARD_CHANNEL_BLOCK]?.[FORM_VALUE]?.selected_conversation ?? '';
    const actor = await context.resolveActor(client, workspaceOf(body), body.user.id);
    try {
      await context.previews.request(actor, { branch, provider, channel });
      await ack();
    } catch (error) {
      await ack({ response_action: 'errors', errors: { branch: explainBesideField(error, context) } });
    }
  });
}
