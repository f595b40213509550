import type { App, BlockButtonAction } from '@slack/bolt';
import type { Disconnected } from '../../integrations/disconnect.ts';
import type { Manifest } from '../../integrations/manifest.ts';
import { explain } from '../explain.ts';
import { namedProvider } from '../named-provider.ts';
import { code, escapeMrkdwn } from '../text.ts';
import type { ListenerContext } from './context.ts';
import { tell } from './tell.ts';
import { workspaceOf } from './workspace-of.ts';

/** “Disconnect”, which Slack has confirmed by the time it is heard. */
export function registerDisconnect(app: App, context: ListenerContext): void {
  const { disconnect, manifests } = context;

  app.action<BlockButtonAction>('integration:disconnect', async ({ ack, body, action, client, respond }) => {
    await ack();
    const acted = { client, user: body.user.id, respond };
    const actor = await context.resolveActor(client, workspaceOf(body), body.user.id);
    try {
      const manifest = namedProvider(manifests, action.value);
      const done = await disconnect.disconnect(actor, manifest.id);
      await tell(context, acted, disconnectedText(manifest, done));
    } catch (error) {
      await tell(context, acted, explain(error, context));
    }
  });
}

function disconnectedText({ id, name }: Manifest, { webhook }: Disconnected): string {
  const shown = escapeMrkdwn(name);
  const left = `Its webhook could not be removed: remove it at ${shown}, where its deliveries are refused from now on.`;
  const undo = `${code(`/buildrunner configure ${id}`)} connects it again.`;
  return [`:electric_plug: ${shown} is disconnected.`, webhook === 'still_there' ? left : '', undo]
    .filter(Boolean)
    .join(' ');
}
