import type { KnownBlock } from '@slack/types';
import type { DryRun } from '../../issues/dry-run.ts';
import type { SyncHistoryRow } from '../../store/issue-schema.ts';
import { LIMITS } from '../limits.ts';
import { code, escapeMrkdwn, truncate } from '../text.ts';
import type { Rendered } from './rendered.ts';

const STATES = {
  running: ':hourglass_flowing_sand: running',
  done: ':white_check_mark: done',
  failed: ':x: failed',
} as const;

/** How runs of the sync stand: in place while they go on, and in the history afterwards. */
export function syncRunsMessage(runs: readonly (SyncHistoryRow & { provider?: string })[]): Rendered {
  const lines = runs.map((run) => {
    const { processed, created, updated, failed, conflicts } = run;
    const counts = `${processed} processed, ${created} linked, ${updated} updated, ${failed} failed, ${conflicts} conflicts`;
    const why = run.error ? `\n${escapeMrkdwn(truncate(run.error, 300))}` : '';
    return `${STATES[run.state]} · ${code(run.provider ?? run.integration_id)} · ${counts}${why}`;
  });
  const text = truncate(lines.join('\n'), LIMITS.sectionText);
  const over = runs.every(({ state }) => state !== 'running');
  const blocks: KnownBlock[] = [{ type: 'section', text: { type: 'mrkdwn', text } }];
  return { text: over ? 'The sync is over.' : 'The sync is running.', blocks };
}

/** Every change a sync would make, one a line. */
export function dryRunMessage(results: readonly (DryRun & { provider: string })[]): Rendered {
  const lines = results.flatMap(({ provider, processed, changes, truncated }) => [
    `*${escapeMrkdwn(provider)}*: ${changes.length} changes in ${processed}${truncated ? ' or more' : ''} issues`,
    ...changes.map(
      ({ issue, microstep, field, way, from, to }) =>
        `• ${code(issue)} ${ARROWS[way]} ${code(microstep)} ${field}: ${escapeMrkdwn(truncate(from, 60))} → ${escapeMrkdwn(truncate(to, 60))}`,
    ),
  ]);
  const shown: string[] = [];
  for (const line of lines) {
    if (shown.join('\n').length + line.length > LIMITS.sectionText - 50) break;
    shown.push(line);
  }
  if (shown.length < lines.length) shown.push(`… and ${lines.length - shown.length} more`);
  const total = results.reduce((sum, { changes }) => sum + changes.length, 0);
  return {
    text: `A sync would change ${total} fields. Nothing has been changed.`,
    blocks: [{ type: 'section', text: { type: 'mrkdwn', text: shown.join('\n') } }],
  };
}

const ARROWS = { inbound: '→', outbound: '←', conflict: '⇄' } as const;
