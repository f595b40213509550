import type { App, BlockButtonAction, MessageShortcut, ViewSubmitAction } from '@slack/bolt';
import { formatRef } from '../../plan/ref.ts';
import { explainBesideField, explainMessage } from '../explain.ts';
import { messageAsMarkdown } from '../message-text.ts';
import {
  CREATE_ISSUE_FORM,
  createIssueForm,
  DESCRIPTION_BLOCK,
  draftFromMessage,
  TITLE_BLOCK,
  TRACKER_BLOCK,
} from '../modals/create-issue-form.ts';
import { FORM_VALUE } from '../modals/form-value.ts';
import { trackerChoices } from '../modals/tracker-choices.ts';
import { code } from '../text.ts';
import type { ListenerContext } from './context.ts';
import { openModal } from './open-modal.ts';
import { tell } from './tell.ts';
import { workspaceOf } from './workspace-of.ts';

/** “Create issue from this”: the shortcut and the form. */
export function registerCreateIssueForm(app: App, context: ListenerContext): void {
  const { plan, issues, gate } = context;

  app.shortcut<MessageShortcut>('create-issue-from-message', async ({ ack, shortcut, client, respond }) => {
    await ack();
    const acted = { client, user: shortcut.user.id, respond, trigger: shortcut.trigger_id };
    const actor = await context.resolveActor(client, workspaceOf(shortcut), shortcut.user.id);
    try {
      await gate.require(actor, 'issue.create');
      const trackers = await trackerChoices(context, actor);
      const where = { channel: shortcut.channel.id, message_ts: shortcut.message_ts };
      // Of a message that the bot cannot see there is no link to be had; it is made an issue of all the same.
      const permalink = await client.chat.getPermalink(where).then(
        (answer) => answer.permalink,
        () => undefined,
      );
      const text = messageAsMarkdown(shortcut.message.text ?? '');
      await openModal(context, acted, createIssueForm(trackers, draftFromMessage(text, permalink)));
    } catch (error) {
      await tell(context, acted, explainMessage(error, context));
    }
  });

  app.action<BlockButtonAction>('issue:create-form', async ({ ack, body, action, client, respond }) => {
    await ack();
    const acted = { client, user: body.user.id, respond, trigger: body.trigger_id };
    const actor = await context.resolveActor(client, workspaceOf(body), body.user.id);
    try {
      await gate.require(actor, 'issue.create');
      const draft = { title: action.value ?? '', description: '' };
      await openModal(context, acted, createIssueForm(await trackerChoices(context, actor), draft));
    } catch (error) {
      await tell(context, acted, explainMessage(error, context));
    }
  });

  app.view<ViewSubmitAction>(CREATE_ISSUE_FORM, async ({ ack, body, view, client }) => {
    const { values } = view.state;
    const title = values[TITLE_BLOCK]?.[FORM_VALUE]?.value ?? '';
    const description = values[DESCRIPTION_BLOCK]?.[FORM_VALUE]?.value ?? '';
    const tracker = values[TRACKER_BLOCK]?.[FORM_VALUE]?.selected_option?.value ?? '';
    const actor = await context.resolveActor(client, workspaceOf(body), body.user.id);
    try {
      const known = (await trackerChoices(context, actor)).find(
        ({ integrationId }) => integrationId === tracker,
      );
      // Asked before anything is added to the plan, which would stay there without its issue.
      await gate.require(actor, 'issue.create', known && { provider: known.provider });
      if (!known) {
        const gone = 'This tracker is not configured any more.';
        await ack({ response_action: 'errors', errors: { [TRACKER_BLOCK]: gone } });
        return;
      }
      const step = await plan.add(actor, title, { description });
      await issues.links.createIssue(actor, step.id, tracker);
      await ack();
      const said = `:hourglass_flowing_sand: ${code(formatRef(step))} is in the plan, and its issue is being made.`;
      await tell(context, { client, user: body.user.id }, said);
    } catch (error) {
      const errors = { [TITLE_BLOCK]: explainBesideField(error, context) };
      await ack({ response_action: 'errors', errors });
    }
  });
}
