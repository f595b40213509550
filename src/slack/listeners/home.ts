import type { App } from '@slack/bolt';
import type { HomeView } from '@slack/types';
import { section } from '../blocks.ts';
import { explain } from '../explain.ts';
import { homeView } from '../home/home-view.ts';
import type { ListenerContext } from './context.ts';

/** How many syncs are shown. */
const SYNCS_SHOWN = 5;

/** The Home tab, drawn anew whenever it is opened. */
export function registerHome(app: App, context: ListenerContext): void {
  app.event('app_home_opened', async ({ event, client, body }) => {
    if (event.tab !== 'home') return;
    const actor = await context.resolveActor(client, body.team_id, event.user);
    try {
      const previews = await context.previews.list(actor, 10);
      const syncs = await context.issues.runs.list(actor, { limit: SYNCS_SHOWN, eventful: true });
      const subscriptions = await context.subscriptions.ownOf(actor);
      const view = homeView({ previews, status: await context.status(actor), syncs, subscriptions });
      await client.views.publish({ user_id: event.user, view });
    } catch (error) {
      const view: HomeView = { type: 'home', blocks: [section(explain(error, context))] };
      await client.views.publish({ user_id: event.user, view });
    }
  });
}
