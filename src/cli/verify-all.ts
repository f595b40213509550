import { type ChainVerdict, verifyChain } from '../governance/verify-audit.ts';
import type { ReadOnlyDatabase } from '../store/read-only.ts';
import { hasHash } from '../store/runner-events.ts';

/** Verifies the chain of each workspace, a line for each. True where all is as it was written. */
export async function verifyAll(
  { db }: ReadOnlyDatabase,
  options: {
    workspaces: readonly string[];
    /** A hash that must be in one of the chains still. */
    anchor: string | undefined;
    write: (line: string) => Promise<void>;
  },
): Promise<boolean> {
  const { workspaces, anchor, write } = options;
  let ok = true;
  for (const workspaceId of workspaces) {
    const verdict = await verifyChain(db, workspaceId);
    await write(`${workspaceId}: ${inWords(verdict)}`);
    ok &&= verdict.ok;
  }
  if (workspaces.length === 0) await write('The audit log is empty.');
  if (anchor === undefined) return ok;
  const anchored = await hasHash(db, anchor, workspaces);
  await write(
    anchored
      ? `The event with the hash ${anchor} is there.`
      : `No event has the hash ${anchor}: it was removed, or the log was written anew since.`,
  );
  return ok && anchored;
}

function inWords(verdict: ChainVerdict): string {
  if (!verdict.ok) {
    const id = verdict.id === undefined ? '' : ` (${verdict.id})`;
    return `BROKEN at event ${verdict.sequence}${id}: ${verdict.problem}.`;
  }
  const { from, events, end } = verdict;
  if (events === 0) return 'no events.';
  const removed = from === 0 ? '' : ` Retention removed those up to ${from}.`;
  return `${events} events verified.${removed} Ends with event ${end.sequence}, hash ${end.hash}`;
}
