import type { ColumnDataType, Expression } from 'kysely';

type ColumnType = ColumnDataType | Expression<unknown>;

/** How an engine keeps each kind of value of the schema. Migrations are written in these words. */
export interface ColumnTypes {
  /** An id, a key or a word of ours: compared byte by byte, whatever the language of the database. */
  word: ColumnType;
  /** Text of people or vendors. */
  text: ColumnType;
  integer: ColumnType;
  /** ISO 8601 in UTC with milliseconds. */
  timestamp: ColumnType;
  /** Gives back what was put in, to the byte: the audit log's hashes are taken of it. */
  json: ColumnType;
  bytes: ColumnType;
}

/** SQLite: times and JSON are text; its default collation already compares bytes. */
export const sqliteColumns: ColumnTypes = {
  word: 'text',
  text: 'text',
  integer: 'integer',
  timestamp: 'text',
  json: 'text',
  bytes: 'blob',
};
