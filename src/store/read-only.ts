import { DatabaseSync } from 'node:sqlite';
import { Kysely } from 'kysely';
import type { Schema } from './schema.ts';
import { nodeSqliteDialect } from './sqlite-dialect.ts';
import { asStoreError, refuseForeign } from './sqlite-file.ts';

const BUSY_TIMEOUT_MS = 5_000;

/** A database that can be looked at, also while a BuildRunner works with it, and not be changed. */
export interface ReadOnlyDatabase {
  readonly path: string;
  /** Everything asked of it is answered as of the moment it was opened. */
  readonly db: Kysely<Schema>;
  /** Runs one query as a person wrote it. Throws `QueryError`. */
  query(text: string): { columns: string[]; rows: Record<string, unknown>[] };
  close(): Promise<void>;
}

/** What a person asked of the database cannot be answered; the message says why. */
export class QueryError extends Error {
  override readonly name = 'QueryError';
}

/** Opens a database for reading alone. Throws `StoreError`. */
export function openReadOnly(path: string): ReadOnlyDatabase {
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(path, { readOnly: true, timeout: BUSY_TIMEOUT_MS });
    refuseForeign(database, path);
    // One snapshot for all that is asked: events are appended and pruned meanwhile.
    database.exec('PRAGMA query_only = ON; BEGIN; SELECT 1 FROM sqlite_schema');
  } catch (error) {
    database?.close();
    throw asStoreError(error, path);
  }
  const opened = database;
  const db = new Kysely<Schema>({ dialect: nodeSqliteDialect(opened) });
  return {
    path,
    db,
    query: (text) => runQuery(opened, text),
    close: () => db.destroy(),
  };
}

function runQuery(database: DatabaseSync, text: string) {
  try {
    const statement = database.prepare(text);
    const columns = statement.columns().map(({ name }) => name);
    if (columns.length === 0)
      throw new QueryError('Only reading is possible here: this statement gives no rows.');
    if (statement.sourceSQL.trim() !== text.trim()) throw new QueryError('Only one query at a time, please.');
    return { columns, rows: statement.all() };
  } catch (error) {
    if (error instanceof QueryError) throw error;
    throw new QueryError(`The database says: ${error instanceof Error ? error.message : error}.`);
  }
}
