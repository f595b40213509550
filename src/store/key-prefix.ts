import { type RawBuilder, type SqlBool, sql } from 'kysely';

/**
 * The condition that a `word` column begins with `prefix`, as a range so that an index serves it. `LIKE` is no
 * choice: it ignores case on SQLite and not on PostgreSQL, and ids may hold its wildcards.
 */
export function beginsWith(column: string, prefix: string): RawBuilder<SqlBool> {
  const end = successor(prefix);
  if (end === undefined) return sql<SqlBool>`1 = 1`;
  return sql<SqlBool>`(${sql.ref(column)} >= ${prefix} and ${sql.ref(column)} < ${end})`;
}

/** The least string above all that begin with `prefix`; none for the empty one. Keys of ours are ASCII. */
function successor(prefix: string): string | undefined {
  if (prefix === '') return undefined;
  const last = prefix.length - 1;
  return prefix.slice(0, last) + String.fromCharCode(prefix.charCodeAt(last) + 1);
}
