import type { App } from '@slack/bolt';
import type { HomeView } from '@slack/types';
import type { WebClient } from '@slack/web-api';
import type { Action } from '../../governance/actions.ts';
import { decide } from '../../governance/decide.ts';
import type { Actor } from '../../governance/gate.ts';
import { namesOfKind } from '../../integrations/manifest.ts';
import { section } from '../blocks.ts';
import { explain } from '../explain.ts';
import { analyticsBlocks } from '../home/analytics.ts';
import { homeView } from '../home/home-view.ts';
import { integrationCards } from '../home/integration-cards.ts';
import { myWorkBlocks } from '../home/my-work.ts';
import { subscriptionBlocks } from '../home/subscriptions.ts';
import type { ListenerContext } from './context.ts';

/** How many of each are shown. */
const MICROSTEPS_SHOWN = 10;
const PREVIEWS_SHOWN = 15;
const SYNCS_SHOWN = 5;

/** The Home tab, drawn anew whenever it is opened. */
export function registerHome(app: App, context: ListenerContext): void {
  app.event('app_home_opened', async ({ event, client, body }) => {
    if (event.tab !== 'home') return;
    await publishHome(context, client, await context.resolveActor(client, body.team_id, event.user));
  });
}

/** Draws a person's Home tab as things are now, with what they may do. */
export async function publishHome(context: ListenerContext, client: WebClient, actor: Actor): Promise<void> {
  const view = await draw(context, actor).catch(
    (error: unknown): HomeView => ({ type: 'home', blocks: [section(explain(error, context))] }),
  );
  await client.views.publish({ user_id: actor.userId, view });
}

async function draw(context: ListenerContext, actor: Actor): Promise<HomeView> {
  const { plan, previews, status, issues, subscriptions, countDeliveries, manifests, policy } = context;
  const may = (action: Action) => decide(policy(), action, { role: actor.role }).allowed;
  const mine = await plan.list(actor, 'mine');
  const open = mine.filter((step) => step.status !== 'done').slice(0, MICROSTEPS_SHOWN);
  const now = await status(actor);
  const rights = {
    configure: may('integration.configure'),
    disconnect: may('integration.disconnect'),
    test: may('integration.test'),
    sync: may('issue.sync'),
  };
  return homeView([
    myWorkBlocks({
      userId: actor.userId,
      microsteps: open,
      previews: await previews.list(actor, PREVIEWS_SHOWN),
      mayDeploy: may('preview.deploy'),
    }),
    integrationCards(now.integrations, rights, namesOfKind(manifests, 'issue_tracker')),
    subscriptionBlocks(await subscriptions.ownOf(actor)),
    analyticsBlocks({
      deliveries: await countDeliveries(actor),
      queue: now.queue,
      syncs: await issues.runs.list(actor, { limit: SYNCS_SHOWN, eventful: true }),
    }),
  ]);
}
