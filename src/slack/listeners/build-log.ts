import type { App, BlockButtonAction } from '@slack/bolt';
import type { Actor } from '../../governance/gate.ts';
import { buildLogMessage } from '../cards/build-log.ts';
import { buildLogPage, LOG_PAGE, readLogPage } from '../cards/build-log-page.ts';
import type { Rendered } from '../cards/rendered.ts';
import { explain } from '../explain.ts';
import { loadingView, messageView } from '../modals/message-view.ts';
import type { ListenerContext } from './context.ts';
import { openModal } from './open-modal.ts';
import { workspaceOf } from './workspace-of.ts';

const TITLE = 'Build log';

/** The build log in a modal: what to look at first, and the whole of it page by page. */
export function registerBuildLog(app: App, context: ListenerContext): void {
  const { previews } = context;

  async function first(actor: Actor, value: string | undefined): Promise<Rendered> {
    const { preview, log } = await previews.buildLog(actor, value ?? '');
    return buildLogMessage(preview, log);
  }

  async function page(actor: Actor, value: string | undefined): Promise<Rendered> {
    const { previewId, page } = readLogPage(value);
    const { preview, lines } = await previews.wholeBuildLog(actor, previewId);
    return buildLogPage(preview, lines, page);
  }

  function show(actionId: string | RegExp, read: typeof first): void {
    app.action<BlockButtonAction>(actionId, async ({ ack, body, action, client, respond }) => {
      await ack();
      const acted = { client, user: body.user.id, respond, trigger: body.trigger_id };
      // A trigger lives three seconds and the vendor may take longer: the modal opens first and is filled after.
      const own = body.view?.type === 'modal' ? body.view.id : undefined;
      const viewId = own ?? (await openModal(context, acted, loadingView(TITLE)));
      if (viewId === undefined) return;
      const actor = await context.resolveActor(client, workspaceOf(body), body.user.id);
      const shown = await read(actor, action.value).catch((error: unknown) => explain(error, context));
      await client.views.update({ view_id: viewId, view: messageView(TITLE, shown) }).catch((error) => {
        context.log.info({ err: error }, 'the build log was closed before it came');
      });
    });
  }

  show('preview:logs', first);
  show(new RegExp(`^${LOG_PAGE}(:|$)`), page);
}
