import type { App, BlockButtonAction, BlockStaticSelectAction, ViewSubmitAction } from '@slack/bolt';
import { z } from 'zod';
import type { Actor } from '../../governance/gate.ts';
import { MICROSTEP_STATUSES } from '../../store/plan-schema.ts';
import { explainMessage } from '../explain.ts';
import { FORM_VALUE } from '../modals/form-value.ts';
import { ISSUE_BLOCK, LINK_FORM, NEW_ISSUE_BLOCK, NO_ANSWER } from '../modals/link-form.ts';
import { linkFormFor } from '../modals/link-form-for.ts';
import { loadingView, messageView } from '../modals/message-view.ts';
import { code, link as linkTo } from '../text.ts';
import type { ListenerContext } from './context.ts';
import { openModal } from './open-modal.ts';
import { showOutcome } from './show-outcome.ts';
import { tell } from './tell.ts';
import { workspaceOf } from './workspace-of.ts';

const metadataSchema = z.object({ microstepId: z.string(), ref: z.string() });

const TITLE = 'Link an issue';

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
      await tell(context, acted, explainMessage(error, context));
    }
  });

  app.action<BlockStaticSelectAction>('step:status', async ({ ack, body, action, client, respond }) => {
    const actor = await context.resolveActor(client, workspaceOf(body), body.user.id);
    const [ref = '', status = ''] = action.selected_option.value.split(':');
    const said = await plan
      .setStatus(actor, ref, statusSchema.parse(status))
      .then((step) => `It is *${step.status}* now.`)
      .catch((error: unknown) => explainMessage(error, context));
    await ack();
    await tell(context, { client, user: body.user.id, respond }, said);
  });

  app.view<ViewSubmitAction>(LINK_FORM, async ({ ack, body, view, client }) => {
    const { microstepId, ref } = metadataSchema.parse(JSON.parse(view.private_metadata));
    const { values } = view.state;
    const chosen = values[ISSUE_BLOCK]?.['issue:search']?.selected_option?.value;
    const tracker = values[NEW_ISSUE_BLOCK]?.[FORM_VALUE]?.selected_option?.value;
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
    // The tracker is asked, and may take longer than Slack waits for a form.
    await ack({ response_action: 'update', view: loadingView(TITLE) });
    const actor = await context.resolveActor(client, workspaceOf(body), body.user.id);
    const submitted = { client, user: body.user.id, viewId: view.id };
    try {
      const done = await link(actor, microstepId, ref, chosen, tracker);
      await showOutcome(context, submitted, messageView(TITLE, done), done);
    } catch (error) {
      const refused = explainMessage(error, context);
      // With a button to ask for an approval there is nothing to try once more.
      const view =
        typeof refused === 'string'
          ? await linkFormFor(context, actor, ref, refused).catch(() => messageView(TITLE, refused))
          : messageView(TITLE, refused);
      await showOutcome(context, submitted, view, refused);
    }
  });

  /** Gives what was done, as mrkdwn. */
  async function link(actor: Actor, microstepId: string, ref: string, chosen?: string, tracker?: string) {
    if (chosen) {
      const [integrationId = '', externalId = ''] = chosen.split(' ');
      const row = await issues.links.link(actor, microstepId, { integrationId, externalId });
      return `:white_check_mark: ${linkTo(row.url, row.issue_key ?? 'The issue')} is linked to ${code(ref)}.`;
    }
    await issues.links.createIssue(actor, microstepId, tracker ?? '');
    return `:hourglass_flowing_sand: An issue is being made for ${code(ref)}. The microstep shows it when it is there.`;
  }
}

const statusSchema = z.enum(MICROSTEP_STATUSES);
