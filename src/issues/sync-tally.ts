import { ProviderError, type ProviderErrorCode } from '../integrations/errors.ts';
import type { SyncCounts } from '../store/sync-history.ts';

/** What these say is true of all issues of a tracker. */
const OF_THE_TRACKER: ReadonlySet<ProviderErrorCode> = new Set(['unauthorized', 'blocked_host']);

/** How many refused issues a run names, and how much of each reason it keeps, in characters. */
const MOST_NAMED = 10;
const LONGEST_REASON = 300;

/** Counts what one page of a run comes to. */
export class SyncTally {
  readonly counts: SyncCounts = { processed: 0, created: 0, updated: 0, failed: 0, conflicts: 0 };
  readonly #refused: string[] = [];

  /**
   * Counts one issue by the outcome of `work`. Where the tracker refuses it, it is counted as failed and named, and the
   * others go on. Throws what concerns the whole tracker, and what may pass.
   */
  async take(
    issue: string,
    work: () => Promise<'created' | 'updated' | 'conflicts' | undefined>,
  ): Promise<void> {
    this.counts.processed += 1;
    try {
      const outcome = await work();
      if (outcome) this.counts[outcome] += 1;
    } catch (error) {
      if (!(error instanceof ProviderError) || error.retryable || OF_THE_TRACKER.has(error.code)) throw error;
      this.counts.failed += 1;
      this.#refused.push(`${issue}: ${error.advice}`.slice(0, LONGEST_REASON));
    }
  }

  /** The refused issues with their reasons, a line each, after those of the pages before; null where there is none. */
  reasons(before: string | null): string | null {
    const lines = [
      ...(before?.split('\n') ?? []),
      ...this.#refused.map((line) => line.replaceAll('\n', ' ')),
    ];
    return lines.length === 0 ? null : lines.slice(0, MOST_NAMED).join('\n');
  }
}
