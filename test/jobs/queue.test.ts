import { queueContract } from './queue-contract.ts';
import { makeSqliteQueue } from './sqlite-queue-engine.ts';

queueContract('SQLite', makeSqliteQueue);
