import type { App, BlockButtonAction, ViewSubmitAction } from '@slack/bolt';
import { z } from 'zod';
import { providerName } from '../../integrations/manifest.ts';
import { sentence } from '../blocks.ts';
import { explain, explainBesideField } from '../explain.ts';
import { FORM_VALUE } from '../modals/form-value.ts';
import { MAP_WORD_FORM, MEANING_BLOCK, mapWordForm } from '../modals/map-word-form.ts';
import { code } from '../text.ts';
import type { ListenerContext } from './context.ts';
import { openModal } from './open-modal.ts';
import { tell } from './tell.ts';
import { workspaceOf } from './workspace-of.ts';

const FIELDS = ['status', 'priority'] as const;

const metadataSchema = z.object({
  integrationId: z.string(),
  field: z.enum(FIELDS),
  name: z.string(),
  card: z.object({ channel: z.string(), ts: z.string() }).optional(),
});

/** “Map it”: what a tracker's own word means. The card says so afterwards, so that nobody is asked twice. */
export function registerMapWordForm(app: App, context: ListenerContext): void {
  const { wordMap } = context.issues;

  for (const field of FIELDS) {
    app.action<BlockButtonAction>(`issue:map-${field}`, async ({ ack, body, action, client, respond }) => {
      await ack();
      const acted = { client, user: body.user.id, respond, trigger: body.trigger_id };
      const actor = await context.resolveActor(client, workspaceOf(body), body.user.id);
      try {
        const word = await wordMap.unmapped(actor, action.value ?? '', field);
        const name = providerName(context.manifests, word.provider);
        const card = body.channel && body.message && { channel: body.channel.id, ts: body.message.ts };
        await openModal(context, acted, mapWordForm(word, name, card));
      } catch (error) {
        await tell(context, acted, explain(error, context));
      }
    });
  }

  app.view<ViewSubmitAction>(MAP_WORD_FORM, async ({ ack, body, view, client }) => {
    const { card, ...word } = metadataSchema.parse(JSON.parse(view.private_metadata));
    const meaning = view.state.values[MEANING_BLOCK]?.[FORM_VALUE]?.selected_option?.value ?? '';
    const actor = await context.resolveActor(client, workspaceOf(body), body.user.id);
    try {
      await wordMap.map(actor, word, meaning);
      await ack();
      const said = `:white_check_mark: ${code(word.name)} means *${meaning}* now, says <@${actor.userId}>.`;
      if (card) {
        await client.chat.update({ ...card, ...sentence(said) }).catch((error: unknown) => {
          context.log.info({ err: error }, 'the card of a word that was mapped could not be changed');
        });
      } else await tell(context, { client, user: body.user.id }, said);
    } catch (error) {
      const errors = { [MEANING_BLOCK]: explainBesideField(error, context) };
      await ack({ response_action: 'errors', errors });
    }
  });
}
