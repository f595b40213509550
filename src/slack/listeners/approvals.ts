import type { App, BlockButtonAction, ViewSubmitAction } from '@slack/bolt';
import { z } from 'zod';
import { sentence } from '../blocks.ts';
import { explain, explainBesideField } from '../explain.ts';
import { APPROVAL_FORM, approvalForm, REASON_BLOCK } from '../modals/approval-form.ts';
import { FORM_VALUE } from '../modals/form-value.ts';
import { messageView } from '../modals/message-view.ts';
import type { ListenerContext } from './context.ts';
import { openModal } from './open-modal.ts';
import { tell } from './tell.ts';
import { workspaceOf } from './workspace-of.ts';

const VERDICTS = ['approve', 'deny'] as const;
const metadataSchema = z.object({ approvalId: z.string(), verdict: z.enum(VERDICTS) });

const ASKED =
  ':raising_hand: Those who may approve it are asked. You are told in a direct message what comes of it.';

/** “Request approval” beside a refusal, and what those who may decide do with it. */
export function registerApprovals(app: App, context: ListenerContext): void {
  const { approvals } = context;

  app.action<BlockButtonAction>('approval:request', async ({ ack, body, action, client, respond }) => {
    const actor = await context.resolveActor(client, workspaceOf(body), body.user.id);
    const acted = { client, user: body.user.id, respond };
    try {
      await approvals.request(actor, action.value ?? '');
      await ack();
    } catch (error) {
      await ack();
      await tell(context, acted, explain(error, context));
      return;
    }
    if (body.view) {
      const view = messageView('Asked for approval', ASKED);
      await client.views.update({ view_id: body.view.id, view }).catch(() => tell(context, acted, ASKED));
    } else {
      // In the refusal's place, so that nobody presses twice.
      await respond({ ...sentence(ASKED), replace_original: true }).catch(() => tell(context, acted, ASKED));
    }
  });

  for (const verdict of VERDICTS) {
    app.action<BlockButtonAction>(`approval:${verdict}`, async ({ ack, body, action, client, respond }) => {
      await ack();
      const acted = { client, user: body.user.id, respond, trigger: body.trigger_id };
      const actor = await context.resolveActor(client, workspaceOf(body), body.user.id);
      try {
        const approval = await approvals.toDecide(actor, action.value ?? '');
        const subject = await context.describeAct(approval.act);
        await openModal(context, acted, approvalForm(approval.id, approval.requested_by, subject, verdict));
      } catch (error) {
        await tell(context, acted, explain(error, context));
      }
    });
  }

  app.view<ViewSubmitAction>(APPROVAL_FORM, async ({ ack, body, view, client }) => {
    const { approvalId, verdict } = metadataSchema.parse(JSON.parse(view.private_metadata));
    const reason = view.state.values[REASON_BLOCK]?.[FORM_VALUE]?.value ?? '';
    const actor = await context.resolveActor(client, workspaceOf(body), body.user.id);
    try {
      await approvals.decide(actor, approvalId, verdict, reason);
      await ack();
    } catch (error) {
      const errors = { [REASON_BLOCK]: explainBesideField(error, context) };
      await ack({ response_action: 'errors', errors });
    }
  });
}
