import type { App, BlockButtonAction, BlockStaticSelectAction, ViewSubmitAction } from '@slack/bolt';
import { z } from 'zod';
import { MICROSTEP_STATUSES } from '../../store/plan-schema.ts';
import { explain, explainBesideField } from '../explain.ts';
import { FORM_VALUE } from '../modals/form-value.ts';
import { ISSUE_BLOCK, LINK_FORM, NEW_ISSUE_BLOCK, NO_ANSWER } from '../modals/link-form.ts';
import { linkFormFor } from '../modals/link-form-for.ts';
import type { ListenerContext } from './context.ts';
import { openModal } from './open-modal.ts';
import { tell } from './tell.ts';
import { workspaceOf } from './workspace-of.ts';

const metadataSchema = z.object({ microstepId: z.string() });

/** The form that links an issue to a microstep, and the microstep's own controls. */
export function registerLinkForm(app: App, context: ListenerContext): void {
  const { issues, plan } = context;

  app.action<BlockButtonAction>('step:link-issue', async ({ ack, body, action, client, respond }) => {
    await ack();
    const actor = await context.resolveActor(client, workspaceOf(body), body.user.id);
    const acted = { client, user: body.user.id, respond, trigger: body.trigger_id };
    try {
      await openModal(context, acted, await linkFormFor(context, actor, action.value ?? ''));
    } catch (error) {
      await tell(context, acted, explain(error, context));
    }
  });

  app.action<BlockStaticSelectAction>('step:status', async ({ ack, body, action, client, respond }) => {
    const actor = await context.resolveActor(client, workspaceOf(body), body.user.id);
    const [ref = '', status = ''] = action.selected_option.value.split(':');
    const said = await plan
      .setStatus(actor, ref, statusSchema.parse(status))
      .then((step) => `It is *${step.status}* now.`)
      .catch((error: unknown) => explain(error, context));
    await ack();
    await tell(context, { client, user: body.user.id, respond }, said);
  });

  app.view<ViewSubmitAction>(LINK_FORM, async ({ ack, body, view, client }) => {
    const { microstepId } = metadataSchema.parse(JSON.parse(view.private_metadata));
    const { values } = view.state;
    const chosen = values[ISSUE_BLOCK]?.['issue:search']?.selected_option?.value;
    const tracker = values[NEW_ISSUE_BLOCK]?.[FORM_VALUE]?.selected_option?.value;
    const actor = await context.resolveActor(client, workspaceOf(body), body.user.id);
    if (chosen?.startsWith(NO_ANSWER)) {
      const again = 'That is no issue: this tracker did not answer in time. Type its words once more.';
      await ack({ response_action: 'errors', errors: { [ISSUE_BLOCK]: again } });
      return;
    }
    if (!chosen && !tracker) {
      await ack({
        response_action: 'errors',
        errors: { [ISSUE_BLOCK]: 'Choose an issue, or a tracker for a new one.' },
      });
      return;
    }
    try {
      if (chosen) {
        const [integrationId = '', externalId = ''] = chosen.split(' ');
        await issues.links.link(actor, microstepId, { integrationId, externalId });
      } else if (tracker) {
        await issues.links.createIssue(actor, microstepId, tracker);
      }
      await ack();
    } catch (error) {
      const errors = { [ISSUE_BLOCK]: explainBesideField(error, context) };
      await ack({ response_action: 'errors', errors });
    }
  });
}

const statusSchema = z.enum(MICROSTEP_STATUSES);
