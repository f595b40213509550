import type { RunnerEventRow } from '../store/audit-schema.ts';
import type { Executor } from '../store/database.ts';
import { chainAfter, firstSince } from '../store/runner-events.ts';
import type { Timestamp } from '../store/timestamp.ts';
import { chainStart } from './verify-audit.ts';

/** How many events are read at a time. */
const PAGE = 1_000;

/** An event as it is exported: as it stands in the database, and the hash that its own one continues. */
export interface ExportedEvent extends RunnerEventRow {
  previous_hash: string;
}

/**
 * The events of some workspaces, one workspace after the other in the order of the chain, from the first event that is
 * not older than `since`. Reads page by page.
 */
export async function* exportAudit(
  executor: Executor,
  workspaceIds: readonly string[],
  since: Timestamp | undefined,
): AsyncGenerator<ExportedEvent> {
  for (const workspaceId of workspaceIds) yield* exportChain(executor, workspaceId, since);
}

async function* exportChain(
  executor: Executor,
  workspaceId: string,
  since: Timestamp | undefined,
): AsyncGenerator<ExportedEvent> {
  const start = await chainStart(executor, workspaceId);
  let { sequence, hash } = start;
  if (since !== undefined) {
    const first = await firstSince(executor, workspaceId, since);
    if (!first) return;
    const [before] = await chainAfter(executor, workspaceId, first.sequence - 2, 1);
    if (before && before.sequence < first.sequence) ({ sequence, hash } = before);
  }
  for (;;) {
    const rows = await chainAfter(executor, workspaceId, sequence, PAGE);
    for (const row of rows) {
      yield { ...row, previous_hash: hash };
      ({ sequence, hash } = row);
    }
    if (rows.length < PAGE) return;
  }
}
