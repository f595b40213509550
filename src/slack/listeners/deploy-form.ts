import type { App } from '@slack/bolt';
import { z } from 'zod';
import { Refusal } from '../../governance/gate.ts';
import { explain } from '../commands/run-command.ts';
import { FORM_VALUE } from '../modals/configure-form.ts';
import { DEPLOY_FORM, deployForm } from '../modals/deploy-form.ts';
import type { ListenerContext } from './context.ts';

const metadataSchema = z.object({ channel: z.string(), provider: z.string().optional() });

/** “Deploy QA preview”: the shortcut and the form. */
export function registerDeployForm(app: App, context: ListenerContext): void {
  app.shortcut('deploy-qa-preview', async ({ ack, shortcut, client }) => {
    await ack();
    const view = deployForm({ channel: shortcut.user.id });
    await client.views.open({ trigger_id: shortcut.trigger_id, view });
  });

  app.view(DEPLOY_FORM, async ({ ack, body, view, client }) => {
    const { channel, provider } = metadataSchema.parse(JSON.parse(view.private_metadata));
    const branch = view.state.values.branch?.[FORM_VALUE]?.value?.trim() ?? '';
    const actor = await context.resolveActor(client, body.team?.id ?? '', body.user.id);
    try {
      await context.previews.request(actor, { branch, provider, channel });
      await ack();
    } catch (error) {
      const message = error instanceof Refusal ? error.message : explain(error, context);
      await ack({ response_action: 'errors', errors: { branch: message.slice(0, 2000) } });
    }
  });
}
