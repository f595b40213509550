import type { HomeView, KnownBlock } from '@slack/types';
import type { Status } from '../../integrations/status.ts';
import type { SyncRun } from '../../issues/sync-runs.ts';
import type { PreviewRow } from '../../store/schema.ts';
import type { Subscription } from '../../store/subscription-schema.ts';
import { actions, context, header, lineSections, section } from '../blocks.ts';
import { deployButton } from '../cards/deploy-button.ts';
import { statusBlocks } from '../cards/integration-status.ts';
import { previewLine } from '../cards/preview-line.ts';
import { ownSubscription } from '../cards/subscription.ts';
import { syncRunLine } from '../cards/sync-runs.ts';
import { slackTime } from '../text.ts';

/** How many subscriptions are shown, a block each. */
const SUBSCRIPTIONS_SHOWN = 20;

/** The Home tab: what runs, what is connected, what to do next. */
export function homeView({
  previews,
  status,
  syncs,
  subscriptions,
}: {
  previews: readonly PreviewRow[];
  status: Status;
  /** The latest in which something was. */
  syncs: readonly SyncRun[];
  /** Those of the person, paused ones first. */
  subscriptions: readonly Subscription[];
}): HomeView {
  const more = subscriptions.length - SUBSCRIPTIONS_SHOWN;
  const blocks: KnownBlock[] = [
    header('Previews'),
    ...(previews.length > 0 ? lineSections(previews.map(previewLine)) : [section('_None yet._')]),
    actions([deployButton()]),
    { type: 'divider' },
    header('Settings → Integrations'),
    ...statusBlocks(status.integrations),
    { type: 'divider' },
    header('Syncs of issues'),
    ...(syncs.length > 0 ? lineSections(syncs.map(homeSyncLine)) : [section('_None yet._')]),
    { type: 'divider' },
    header('Your subscriptions'),
    ...subscriptions.slice(0, SUBSCRIPTIONS_SHOWN).map(ownSubscription),
    context(more > 0 ? `… and ${more} more` : '`/buildrunner subscribe` in a channel makes one.'),
    { type: 'divider' },
    context('Everything here is also a command: `/buildrunner help`.'),
  ];
  return { type: 'home', blocks };
}

function homeSyncLine(run: SyncRun): string {
  return `${slackTime(run.started_at)} ${syncRunLine(run)}`;
}
