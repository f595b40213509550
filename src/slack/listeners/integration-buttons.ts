import type { App, BlockButtonAction } from '@slack/bolt';
import type { Actor } from '../../governance/gate.ts';
import type { Disconnected } from '../../integrations/disconnect.ts';
import type { Manifest } from '../../integrations/manifest.ts';
import type { Rendered } from '../cards/rendered.ts';
import { syncRunsMessage } from '../cards/sync-runs.ts';
import { testedMessage } from '../cards/tested.ts';
import { explainMessage } from '../explain.ts';
import { namedProvider } from '../named-provider.ts';
import { code, escapeMrkdwn } from '../text.ts';
import type { ListenerContext } from './context.ts';
import { publishHome } from './home.ts';
import { tell } from './tell.ts';
import { workspaceOf } from './workspace-of.ts';

/** What stands under an integration's card: “Test”, “Sync now”, and “Disconnect”, which Slack has confirmed by then. */
export function registerIntegrationButtons(app: App, context: ListenerContext): void {
  const { configuration, disconnect, issues, manifests } = context;

  on('test', async (actor, manifest) => {
    return testedMessage(manifest, await configuration.test(actor, manifest.id));
  });
  on('sync', async (actor, manifest) => {
    return syncRunsMessage(await issues.runs.start(actor, { what: manifest.id, direction: 'both' }));
  });
  on('disconnect', async (actor, manifest) => {
    return disconnectedText(manifest, await disconnect.disconnect(actor, manifest.id));
  });

  function on(name: string, act: (actor: Actor, manifest: Manifest) => Promise<Rendered | string>): void {
    app.action<BlockButtonAction>(`integration:${name}`, async ({ ack, body, action, client, respond }) => {
      await ack();
      const acted = { client, user: body.user.id, respond: body.view ? undefined : respond };
      const actor = await context.resolveActor(client, workspaceOf(body), body.user.id);
      try {
        await tell(context, acted, await act(actor, namedProvider(manifests, action.value)));
      } catch (error) {
        await tell(context, acted, explainMessage(error, context));
      }
      if (body.view?.type === 'home') await publishHome(context, client, actor);
    });
  }
}

function disconnectedText({ id, name }: Manifest, { webhook }: Disconnected): string {
  const shown = escapeMrkdwn(name);
  const left = `Its webhook could not be removed: remove it at ${shown}, where its deliveries are refused from now on.`;
  const undo = `${code(`/buildrunner configure ${id}`)} connects it again.`;
  return [`:electric_plug: ${shown} is disconnected.`, webhook === 'still_there' ? left : '', undo]
    .filter(Boolean)
    .join(' ');
}
