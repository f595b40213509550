import { Kysely, type Transaction as KyselyTransaction } from 'kysely';
import { sqliteColumns } from './columns.ts';
import { StoreError } from './errors.ts';
import { migrateToLatest, NewerSchema } from './migrations/migrate.ts';
import type { Schema } from './schema.ts';
import { nodeSqliteDialect } from './sqlite-dialect.ts';
import { asStoreError, openSqliteFile } from './sqlite-file.ts';
import { TransactionScope } from './transaction-scope.ts';

export type Transaction = KyselyTransaction<Schema>;

/** What a repository runs its queries on: the database itself, or a transaction its caller began. */
export type Executor = Kysely<Schema> | Transaction;

export interface Database {
  /** For queries outside a transaction; inside one it throws, see `TransactionScope`. */
  readonly db: Kysely<Schema>;
  /**
   * Runs `work` as one transaction, durable once this has resolved, rolled back where `work` throws. On SQLite
   * there is one at a time: no calls to the network in it. It cannot be nested.
   */
  transaction<T>(work: (transaction: Transaction) => Promise<T>): Promise<T>;
  /** Calls `listener` soon after each commit of `transaction`. Returns how to stop that. */
  onCommit(listener: () => void): () => void;
  /** Waits for the transaction under way. */
  close(): Promise<void>;
}

/**
 * Opens the embedded database, `path` being a file or `:memory:`, and brings its schema up to date.
 * Throws `StoreError` where the file is damaged, another program's, a later BuildRunner's or cannot be used.
 */
export async function openDatabase({ path }: { path: string }): Promise<Database> {
  const kysely = new Kysely<Schema>({ dialect: nodeSqliteDialect(openSqliteFile(path)) });
  try {
    await migrateToLatest(kysely, sqliteColumns);
  } catch (error) {
    await kysely.destroy();
    if (error instanceof NewerSchema) {
      const advice = 'Start that version, or put a backup from before the upgrade in its place.';
      throw new StoreError(
        'newer',
        path,
        `was written by a later BuildRunner (${error.message}).`,
        advice,
        error,
      );
    }
    throw asStoreError(error, path);
  }
  return asDatabase(kysely);
}

function asDatabase(kysely: Kysely<Schema>): Database {
  const scope = new TransactionScope();
  const listeners = new Set<() => void>();
  return {
    db: kysely.withPlugin(scope.plugin()),

    async transaction(work) {
      const result = await scope.run(() => kysely.transaction().execute(work));
      // In a microtask of its own: a listener's bug must not make a committed transaction look failed.
      for (const listener of listeners) queueMicrotask(listener);
      return result;
    },

    onCommit(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },

    async close() {
      scope.refuseInside();
      // Having the connection means that no transaction is under way.
      await kysely.connection().execute(async () => {});
      await kysely.destroy();
    },
  };
}
