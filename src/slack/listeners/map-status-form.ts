import type { App, BlockButtonAction, ViewSubmitAction } from '@slack/bolt';
import { z } from 'zod';
import { providerName } from '../../integrations/manifest.ts';
import { MICROSTEP_STATUSES } from '../../store/plan-schema.ts';
import { sentence } from '../blocks.ts';
import { explain, explainBesideField } from '../explain.ts';
import { FORM_VALUE } from '../modals/form-value.ts';
import { MAP_STATUS_FORM, MEANING_BLOCK, mapStatusForm } from '../modals/map-status-form.ts';
import { code } from '../text.ts';
import type { ListenerContext } from './context.ts';
import { openModal } from './open-modal.ts';
import { tell } from './tell.ts';
import { workspaceOf } from './workspace-of.ts';

const metadataSchema = z.object({
  integrationId: z.string(),
  name: z.string(),
  card: z.object({ channel: z.string(), ts: z.string() }).optional(),
});
const meaningSchema = z.enum(MICROSTEP_STATUSES);

/** “Map it”: what a tracker's own status means. The card says so afterwards, so that nobody is asked twice. */
export function registerMapStatusForm(app: App, context: ListenerContext): void {
  const { statusMap } = context.issues;

  app.action<BlockButtonAction>('issue:map-status', async ({ ack, body, action, client, respond }) => {
    await ack();
    const acted = { client, user: body.user.id, respond, trigger: body.trigger_id };
    const actor = await context.resolveActor(client, workspaceOf(body), body.user.id);
    try {
      const status = await statusMap.unmapped(actor, action.value ?? '');
      const name = providerName(context.manifests, status.provider);
      const card = body.channel && body.message && { channel: body.channel.id, ts: body.message.ts };
      await openModal(context, acted, mapStatusForm(status, name, card));
    } catch (error) {
      await tell(context, acted, explain(error, context));
    }
  });

  app.view<ViewSubmitAction>(MAP_STATUS_FORM, async ({ ack, body, view, client }) => {
    const { card, ...status } = metadataSchema.parse(JSON.parse(view.private_metadata));
    const chosen = view.state.values[MEANING_BLOCK]?.[FORM_VALUE]?.selected_option?.value;
    const actor = await context.resolveActor(client, workspaceOf(body), body.user.id);
    try {
      const meaning = meaningSchema.parse(chosen);
      await statusMap.map(actor, status, meaning);
      await ack();
      const said = `:white_check_mark: ${code(status.name)} means *${meaning}* now, says <@${actor.userId}>.`;
      if (card) {
        await client.chat.update({ ...card, ...sentence(said) }).catch((error: unknown) => {
          context.log.info({ err: error }, 'the card of a status that was mapped could not be changed');
        });
      } else await tell(context, { client, user: body.user.id }, said);
    } catch (error) {
      const errors = { [MEANING_BLOCK]: explainBesideField(error, context) };
      await ack({ response_action: 'errors', errors });
    }
  });
}
