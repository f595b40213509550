import type { KnownBlock } from '@slack/types';
import type { DeliveryFigures } from '../../integrations/delivery-figures.ts';
import type { Status } from '../../integrations/status.ts';
import type { SyncRun } from '../../issues/sync-runs.ts';
import type { DeliveryStatus } from '../../store/schema.ts';
import { header, lineSections, section } from '../blocks.ts';
import { syncRunLine } from '../cards/sync-runs.ts';
import { counted, slackTime } from '../text.ts';

/** Longest bar, in characters. */
const LONGEST_BAR = 20;
const BAR = '▇';

const DEAD_HINT = ' · `/buildrunner dead-letters` tells why, and has them tried again';

/** What the figures are called, in the order in which they are shown. */
const OUTCOMES: Readonly<Record<DeliveryStatus, string>> = {
  done: 'acted on',
  ignored: 'nothing to do',
  received: 'waiting',
  processing: 'in work',
  failed: 'to be tried again',
  dead: 'given up',
};

/** What has been going on: webhook deliveries by outcome, the queue, the latest syncs. */
export function analyticsBlocks(shown: {
  deliveries: DeliveryFigures;
  queue: Status['queue'];
  /** The latest in which something was. */
  syncs: readonly SyncRun[];
}): KnownBlock[] {
  const { deliveries, queue, syncs } = shown;
  const { ready, running, dead } = queue;
  return [
    header('Analytics'),
    section(`*Webhook deliveries, last 24 hours*\n${bars(deliveries.day)}`),
    section(`*Webhook deliveries, last 7 days*\n${bars(deliveries.week)}`),
    section(
      `*Queue*\n${ready} waiting, ${running} running, ${counted(dead, 'dead letter')}${dead > 0 ? DEAD_HINT : ''}`,
    ),
    ...lineSections(['*Syncs of issues*', ...(syncs.length > 0 ? syncs.map(syncLine) : ['_None yet._'])]),
  ];
}

function bars(counts: ReadonlyMap<DeliveryStatus, number>): string {
  const most = Math.max(...counts.values(), 1);
  const lines = Object.entries(OUTCOMES).flatMap(([status, name]) => {
    const count = counts.get(status as DeliveryStatus) ?? 0;
    if (count === 0) return [];
    return `${BAR.repeat(Math.ceil((count / most) * LONGEST_BAR))} ${count} ${name}`;
  });
  return lines.length > 0 ? lines.join('\n') : '_None._';
}

function syncLine(run: SyncRun): string {
  return `${slackTime(run.started_at)} ${syncRunLine(run)}`;
}
