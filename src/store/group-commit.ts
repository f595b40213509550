import { AsyncLocalStorage } from 'node:async_hooks';
import type { Database, Transaction } from './database.ts';

/** How many share one commit at most: a batch that fails is tried again one by one. */
const LARGEST_BATCH = 64;

interface Waiting<Item, Result> {
  item: Item;
  settled: PromiseWithResolvers<Result>;
}

/**
 * Writes what comes in at the same time in one transaction, so that it shares one sync to disk; `write` does it for one
 * item. Each caller hears after the commit that has its item. Where a batch fails, each of it is tried in a transaction
 * of its own: whoever is not at fault does not hear of it.
 */
export function createGroupCommit<Item, Result>(
  database: Pick<Database, 'transaction'>,
  write: (transaction: Transaction, item: Item) => Promise<Result>,
): (item: Item) => Promise<Result> {
  const waiting: Waiting<Item, Result>[] = [];
  // What is written belongs to nobody's request, whoever's came first.
  const inOwnContext = AsyncLocalStorage.snapshot();
  let isAtWork = false;

  async function work(): Promise<void> {
    while (waiting.length > 0) {
      // A commit holds up the whole process: what came in meanwhile is read in the turn that begins now.
      await new Promise(setImmediate);
      await writeAll(waiting.splice(0, LARGEST_BATCH));
    }
    isAtWork = false;
  }

  async function writeAll(batch: readonly Waiting<Item, Result>[]): Promise<void> {
    try {
      const results = await database.transaction(async (transaction) => {
        const written: Result[] = [];
        for (const { item } of batch) written.push(await write(transaction, item));
        return written;
      });
      batch.forEach(({ settled }, i) => {
        settled.resolve(results[i] as Result);
      });
    } catch (error) {
      const [only, ...others] = batch;
      if (others.length === 0) only?.settled.reject(error);
      else for (const each of batch) await writeAll([each]);
    }
  }

  return (item) => {
    const settled = Promise.withResolvers<Result>();
    waiting.push({ item, settled });
    if (!isAtWork) {
      isAtWork = true;
      inOwnContext(() => void work());
    }
    return settled.promise;
  };
}
