import type { App, BlockButtonAction } from '@slack/bolt';
import { buildLogMessage } from '../cards/build-log.ts';
import { explain } from '../explain.ts';
import { loadingView, messageView } from '../modals/message-view.ts';
import { PREVIEW_ACTS } from '../preview-acts.ts';
import type { ListenerContext } from './context.ts';
import { openModal } from './open-modal.ts';
import { tell } from './tell.ts';
import { workspaceOf } from './workspace-of.ts';

/** The buttons of a preview's card. */
export function registerPreviewButtons(app: App, context: ListenerContext): void {
  const { previews } = context;

  for (const [act, run] of Object.entries(PREVIEW_ACTS)) {
    app.action<BlockButtonAction>(`preview:${act}`, async ({ ack, body, action, client, respond }) => {
      const actor = await context.resolveActor(client, workspaceOf(body), body.user.id);
      const problem = await run(previews, actor, action.value ?? '').then(noProblem, asProblem);
      await ack();
      // What went well shows on the card itself.
      if (problem) await tell(context, { client, user: body.user.id, respond }, problem);
    });
  }

  app.action<BlockButtonAction>('preview:logs', async ({ ack, body, action, client, respond }) => {
    await ack();
    const acted = { client, user: body.user.id, respond, trigger: body.trigger_id };
    // A trigger lives three seconds and the vendor may take longer: the modal opens first and is filled after.
    const viewId = await openModal(context, acted, loadingView('Build log'));
    if (viewId === undefined) return;
    const actor = await context.resolveActor(client, workspaceOf(body), body.user.id);
    const view = await previews.buildLog(actor, action.value ?? '').then(
      ({ preview, log }) => messageView('Build log', buildLogMessage(preview, log)),
      (error) => messageView('Build log', asProblem(error)),
    );
    await client.views.update({ view_id: viewId, view }).catch((error: unknown) => {
      context.log.info({ err: error }, 'the build log was closed before it came');
    });
  });

  // A button with a URL opens it by itself; Slack wants the click acknowledged all the same.
  app.action('preview:open', async ({ ack }) => ack());

  function noProblem(): undefined {
    return undefined;
  }

  function asProblem(error: unknown): string {
    return explain(error, context);
  }
}
