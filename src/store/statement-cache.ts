import type { DatabaseSync, StatementSync } from 'node:sqlite';

/**
 * Prepared statements of one connection by their SQL, the least recently used forgotten first. Kysely compiles
 * the same query to the same text each time, so that nearly all statements are prepared once.
 */
export class StatementCache {
  readonly #database: DatabaseSync;
  readonly #limit: number;
  readonly #statements = new Map<string, StatementSync>();

  /** Keeps at most `limit` statements. */
  constructor(database: DatabaseSync, limit: number) {
    this.#database = database;
    this.#limit = limit;
  }

  prepare(sql: string): StatementSync {
    const known = this.#statements.get(sql);
    const statement = known ?? this.#database.prepare(sql);
    // A Map iterates in the order of insertion: inserting anew makes this the most recent.
    this.#statements.delete(sql);
    this.#statements.set(sql, statement);
    if (this.#statements.size > this.#limit) {
      for (const oldest of this.#statements.keys()) {
        this.#statements.delete(oldest);
        break;
      }
    }
    return statement;
  }

  get size(): number {
    return this.#statements.size;
  }

  clear(): void {
    this.#statements.clear();
  }
}
