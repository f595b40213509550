import type { DryRun } from '../../issues/dry-run.ts';
import type { SyncRun } from '../../issues/sync-runs.ts';
import { lineSections } from '../blocks.ts';
import { code, counted, escapeMrkdwn, truncate } from '../text.ts';
import type { Rendered } from './rendered.ts';

/** Longest of each, in characters before escaping. */
const LONGEST_REASON = 1_000;
const LONGEST_VALUE = 60;

const STATES = {
  running: ':hourglass_flowing_sand: running',
  done: ':white_check_mark: done',
  failed: ':x: failed',
} as const;

/** How runs of the sync stand: in place while they go on, and in the history afterwards. */
export function syncRunsMessage(runs: readonly SyncRun[]): Rendered {
  const over = runs.every(({ state }) => state !== 'running');
  return {
    text: over ? 'The sync is over.' : 'The sync is running.',
    blocks: lineSections(runs.map(syncRunLine)),
  };
}

/** One run in one line, with another for what went wrong in it. */
export function syncRunLine(run: SyncRun): string {
  const { processed, created, updated, failed, conflicts } = run;
  const counts = `${processed} processed, ${created} linked, ${updated} updated, ${failed} failed, ${counted(conflicts, 'conflict')}`;
  const why = run.error ? `\n${escapeMrkdwn(truncate(run.error, LONGEST_REASON))}` : '';
  return `${STATES[run.state]} · ${code(run.provider ?? run.integration_id)} · ${counts}${why}`;
}

/** Every change a sync would make, one a line. */
export function dryRunMessage(results: readonly (DryRun & { provider: string })[]): Rendered {
  const lines = results.flatMap(({ provider, processed, changes, truncated }) => [
    `*${escapeMrkdwn(provider)}*: ${counted(changes.length, 'change')} in ${truncated ? `${processed} or more issues` : counted(processed, 'issue')}`,
    ...changes.map(
      ({ issue, microstep, field, way, from, to }) =>
        `• ${code(issue)} ${ARROWS[way]} ${code(microstep)} ${field}: ${escapeMrkdwn(truncate(from, LONGEST_VALUE))} → ${escapeMrkdwn(truncate(to, LONGEST_VALUE))}`,
    ),
  ]);
  const total = results.reduce((sum, { changes }) => sum + changes.length, 0);
  return {
    text: `A sync would change ${counted(total, 'field')}. Nothing has been changed.`,
    blocks: lineSections(lines),
  };
}

const ARROWS = { inbound: '→', outbound: '←', conflict: '⇄' } as const;
