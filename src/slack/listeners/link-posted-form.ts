import type { App, BlockButtonAction, ViewSubmitAction } from '@slack/bolt';
import { orMayAsk } from '../../governance/or-may-ask.ts';
import { explainMessage } from '../explain.ts';
import { MICROSTEP_BLOCK, MICROSTEP_SEARCH } from '../modals/deploy-form.ts';
import { LINK_POSTED_FORM, linkPostedForm, postedIssueSchema } from '../modals/link-posted-form.ts';
import { loadingView, messageView } from '../modals/message-view.ts';
import { code, link } from '../text.ts';
import type { ListenerContext } from './context.ts';
import { openModal } from './open-modal.ts';
import { showOutcome } from './show-outcome.ts';
import { tell } from './tell.ts';
import { workspaceOf } from './workspace-of.ts';

const TITLE = 'Link an issue';

/** “Link to a microstep”, on the card below a link to an issue. */
export function registerLinkPostedForm(app: App, context: ListenerContext): void {
  const { issues, plan, gate } = context;

  app.action<BlockButtonAction>('issue:link-posted', async ({ ack, body, action, client, respond }) => {
    await ack();
    const acted = { client, user: body.user.id, respond, trigger: body.trigger_id };
    const actor = await context.resolveActor(client, workspaceOf(body), body.user.id);
    try {
      await orMayAsk(gate.require(actor, 'issue.link'));
      const issue = postedIssueSchema.parse(JSON.parse(action.value ?? ''));
      await openModal(context, acted, linkPostedForm(issue));
    } catch (error) {
      await tell(context, acted, explainMessage(error, context));
    }
  });

  app.view<ViewSubmitAction>(LINK_POSTED_FORM, async ({ ack, body, view, client }) => {
    const issue = postedIssueSchema.parse(JSON.parse(view.private_metadata));
    const ref = view.state.values[MICROSTEP_BLOCK]?.[MICROSTEP_SEARCH]?.selected_option?.value ?? '';
    // The tracker is asked, and may take longer than Slack waits for a form.
    await ack({ response_action: 'update', view: loadingView(TITLE) });
    const actor = await context.resolveActor(client, workspaceOf(body), body.user.id);
    const said = await plan
      .get(actor, ref)
      .then(({ id }) => issues.links.link(actor, id, issue))
      .then(
        (row) =>
          `:white_check_mark: ${link(row.url, row.issue_key ?? 'The issue')} is linked to ${code(ref)}.`,
      )
      .catch((error: unknown) => explainMessage(error, context));
    const submitted = { client, user: body.user.id, viewId: view.id };
    await showOutcome(context, submitted, messageView(TITLE, said), said);
  });
}
