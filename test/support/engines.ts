import { type Database, openDatabase } from '../../src/store/database.ts';

/** A database engine that everything above the store must work on alike. */
export interface Engine {
  name: string;
  /** A fresh, empty database. */
  open(): Promise<Database>;
}

export const engines: readonly Engine[] = [
  { name: 'sqlite', open: () => openDatabase({ path: ':memory:' }) },
];
