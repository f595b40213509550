import { createSqliteQueue } from '../../src/jobs/sqlite-queue.ts';
import { openDatabase } from '../../src/store/database.ts';
import { ManualClock, settled } from './manual-clock.ts';
import type { MakeQueueEngine } from './queue-engine.ts';
import { recordedLog } from './recorded-log.ts';

/** The embedded queue on a database in memory. */
export const makeSqliteQueue: MakeQueueEngine = async (options = {}) => {
  const database = await openDatabase({ path: ':memory:' });
  const clock = new ManualClock();
  const log = recordedLog();
  let ids = 0;
  const newId = () => `job-${String(ids++).padStart(6, '0')}`;
  const create = () =>
    createSqliteQueue({ database, now: clock.now, newId, timers: clock.timers, log, ...options });
  return {
    database,
    queue: create(),
    now: clock.now,
    advance: (ms) => clock.advance(ms),
    settle: settled,
    timers: () => clock.waiting,
    logged: log.lines,
    restarted: create,
    close: () => database.close(),
  };
};
