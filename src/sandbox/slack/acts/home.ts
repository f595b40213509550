import type { ActResult, Acts } from '../../page-api.ts';
import { viewObject } from '../workspace/rendered.ts';
import { type ActContext, ActRefused } from './context.ts';

/** A person opens the app's Home tab. The app is told by an event and publishes the view. */
export async function home({ workspace }: ActContext, act: Acts['home']): Promise<ActResult> {
  if (!workspace.manifest.features.app_home.home_tab_enabled)
    throw new ActRefused('This app has no Home tab.');
  const channel = workspace.state.channels.find(({ directWith }) => directWith === act.as);
  const view = workspace.state.homes[act.as];
  workspace.onEvent({
    type: 'app_home_opened',
    user: act.as,
    channel: channel?.id,
    tab: 'home',
    ...(view && { view: viewObject(view) }),
    event_ts: workspace.nextTs(),
  });
  return { ok: true };
}
