import { z } from 'zod';
import type { RunnerEventRow } from '../store/audit-schema.ts';
import type { Executor } from '../store/database.ts';
import { changedFields, GENESIS, linkOf } from '../store/event-chain.ts';
import { auditChains, chainAfter, lastOfAction } from '../store/runner-events.ts';

/** How many events are read at a time. */
const PAGE = 1_000;

/** What retention says, in the chain itself, of the beginning it has removed. */
export const PRUNED = 'audit.pruned';

const prunedSchema = z.object({ through: z.int().positive(), hash: z.string() });

/** A place in a workspace's chain. */
export interface ChainPlace {
  sequence: number;
  hash: string;
}

export type ChainVerdict =
  /** `events` were read, after the `from` first ones that retention has removed; the chain ends with `end`. */
  | { ok: true; from: number; events: number; end: ChainPlace }
  /** The first event that is not as it was written. */
  | { ok: false; sequence: number; id: string | undefined; problem: string };

/** Where what is left of a chain begins: after what retention removed, by its own last word in the chain. */
export async function chainStart(executor: Executor, workspaceId: string): Promise<ChainPlace> {
  const pruned = await lastOfAction(executor, workspaceId, PRUNED);
  const word = pruned && prunedSchema.safeParse(parseJson(pruned.payload));
  return word?.success
    ? { sequence: word.data.through, hash: word.data.hash }
    : { sequence: 0, hash: GENESIS };
}

/**
 * Reads a stretch of a workspace's chain and computes every hash anew, from `start` up to the event `last`. What it
 * reads must not change meanwhile: a stretch that nobody appends to or prunes, or a snapshot.
 */
export async function verifyStretch(
  executor: Executor,
  workspaceId: string,
  start: ChainPlace,
  last: number,
): Promise<ChainVerdict> {
  let end = start;
  while (end.sequence < last) {
    const rows = await chainAfter(executor, workspaceId, end.sequence, Math.min(PAGE, last - end.sequence));
    if (rows.length === 0) return missing(end.sequence + 1, last);
    for (const row of rows) {
      if (row.sequence !== end.sequence + 1) return missing(end.sequence + 1, row.sequence - 1);
      const problem = problemOf(end.hash, row);
      if (problem) return { ok: false, sequence: row.sequence, id: row.id, problem };
      end = { sequence: row.sequence, hash: row.hash };
    }
  }
  return { ok: true, from: start.sequence, events: end.sequence - start.sequence, end };
}

/** Verifies the whole chain of a workspace, up to the end that was noted apart from it. */
export async function verifyChain(executor: Executor, workspaceId: string): Promise<ChainVerdict> {
  const chains = await auditChains(executor);
  const noted = chains.find((chain) => chain.workspace_id === workspaceId) ?? { sequence: 0, hash: GENESIS };
  const start = await chainStart(executor, workspaceId);
  const [before] = await chainAfter(executor, workspaceId, 0, 1);
  if (before && before.sequence <= start.sequence) {
    const problem = 'it was put back after retention had removed it';
    return { ok: false, sequence: before.sequence, id: before.id, problem };
  }
  const verdict = await verifyStretch(executor, workspaceId, start, noted.sequence);
  if (!verdict.ok) return verdict;
  const [beyond] = await chainAfter(executor, workspaceId, verdict.end.sequence, 1);
  if (beyond)
    return { ok: false, sequence: beyond.sequence, id: beyond.id, problem: 'it stands beyond the noted end' };
  if (verdict.end.hash === noted.hash) return verdict;
  return { ok: false, sequence: noted.sequence, id: undefined, problem: 'the noted end has another hash' };
}

function problemOf(previousHash: string, row: RunnerEventRow): string | undefined {
  const link = linkOf(previousHash, row.sequence, row);
  if (link.hash === row.hash && link.fingerprints === row.fingerprints) return undefined;
  const changed = changedFields(row, row.fingerprints);
  if (changed.length === 0) return 'its hash is not that of its content after the event before it';
  return `${changed.join(', ')} ${changed.length === 1 ? 'is' : 'are'} not as written`;
}

function missing(first: number, last: number): ChainVerdict {
  const problem = first === last ? 'it is missing' : `it is missing, and all to ${last}`;
  return { ok: false, sequence: first, id: undefined, problem };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
