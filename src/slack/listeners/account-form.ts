import type { App, BlockButtonAction, ViewSubmitAction } from '@slack/bolt';
import { explain, explainBesideField } from '../explain.ts';
import { ACCOUNT_FORM } from '../modals/account-form.ts';
import { accountFormFor } from '../modals/account-form-for.ts';
import { FORM_VALUE } from '../modals/form-value.ts';
import type { ListenerContext } from './context.ts';
import { openModal } from './open-modal.ts';
import { tell } from './tell.ts';
import { workspaceOf } from './workspace-of.ts';

/** The form in which people say who they are elsewhere. */
export function registerAccountForm(app: App, context: ListenerContext): void {
  app.action<BlockButtonAction>('account:link', async ({ ack, body, client, respond }) => {
    await ack();
    const acted = { client, user: body.user.id, respond, trigger: body.trigger_id };
    const actor = await context.resolveActor(client, workspaceOf(body), body.user.id);
    try {
      await openModal(context, acted, await accountFormFor(context, actor));
    } catch (error) {
      await tell(context, acted, explain(error, context));
    }
  });

  app.view<ViewSubmitAction>(ACCOUNT_FORM, async ({ ack, body, view, client }) => {
    const actor = await context.resolveActor(client, workspaceOf(body), body.user.id);
    const typed = Object.entries(view.state.values).map(
      ([provider, input]) => [provider, input[FORM_VALUE]?.value?.trim() ?? ''] as const,
    );
    try {
      await context.accounts.link(actor, Object.fromEntries(typed));
      await ack();
      const saved = ':white_check_mark: Your accounts are saved.';
      await tell(context, { client, user: body.user.id }, saved);
    } catch (error) {
      const [first = ''] = typed.map(([provider]) => provider);
      await ack({ response_action: 'errors', errors: { [first]: explainBesideField(error, context) } });
    }
  });
}
