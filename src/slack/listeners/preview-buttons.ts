import type { App, BlockButtonAction } from '@slack/bolt';
import type { Rendered } from '../cards/rendered.ts';
import { explainMessage } from '../explain.ts';
import { PREVIEW_ACTS } from '../preview-acts.ts';
import type { ListenerContext } from './context.ts';
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

  // A button with a URL opens it by itself; Slack wants the click acknowledged all the same.
  app.action('preview:open', async ({ ack }) => ack());

  function noProblem(): undefined {
    return undefined;
  }

  function asProblem(error: unknown): Rendered | string {
    return explainMessage(error, context);
  }
}
