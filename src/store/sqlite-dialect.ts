import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  SqliteAdapter,
  type SqliteDatabase,
  SqliteDialect,
  SqliteDriver,
  type SqliteStatement,
} from 'kysely';
import { StatementCache } from './statement-cache.ts';

const CACHED_STATEMENTS = 200;

/** Kysely's SQLite dialect, made for better-sqlite3, on an open connection of the built-in `node:sqlite`. */
export function nodeSqliteDialect(database: DatabaseSync): Dialect {
  const config = { database: asKyselyDatabase(database) };
  const dialect = new SqliteDialect(config);
  return {
    createDriver: () => new NodeSqliteDriver(config.database, database),
    createQueryCompiler: () => dialect.createQueryCompiler(),
    createAdapter: () => new NodeSqliteAdapter(),
    createIntrospector: (db) => dialect.createIntrospector(db),
  };
}

class NodeSqliteDriver extends SqliteDriver {
  readonly #database: DatabaseSync;

  constructor(adapted: SqliteDatabase, database: DatabaseSync) {
    super({ database: adapted });
    this.#database = database;
  }

  /** Takes the write lock at once: a deferred transaction may find it taken half-way, where waiting cannot help. */
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'));
  }

  /**
   * On a full disk and some other failures SQLite has rolled back already; rolling back once more would fail
   * and hide the first error. https://sqlite.org/lang_transaction.html#response_to_errors_within_a_transaction
   */
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.#database.isTransaction) await super.rollbackTransaction(connection);
  }
}

/** SQLite does change tables within a transaction, so that a migration happens wholly or not at all. */
class NodeSqliteAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

function asKyselyDatabase(database: DatabaseSync): SqliteDatabase {
  const statements = new StatementCache(database, CACHED_STATEMENTS);
  return {
    prepare: (sql) => asKyselyStatement(statements.prepare(sql)),
    close() {
      statements.clear();
      database.close();
    },
  };
}

function asKyselyStatement(statement: StatementSync): SqliteStatement {
  return {
    reader: statement.columns().length > 0,
    all: (parameters) => statement.all(...inputValues(parameters)),
    run: (parameters) => statement.run(...inputValues(parameters)),
    iterate: (parameters) => statement.iterate(...inputValues(parameters)),
  };
}

/** `node:sqlite` itself refuses what SQLite cannot hold. */
function inputValues(parameters: readonly unknown[]): SQLInputValue[] {
  return parameters as SQLInputValue[];
}
