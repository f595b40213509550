import { sql } from 'kysely';
import { createAudit } from '../../src/governance/audit.ts';
import { createPruneHandler } from '../../src/governance/prune-audit.ts';
import { verifyChain } from '../../src/governance/verify-audit.ts';
import { recordedLog } from '../jobs/recorded-log.ts';
import { engines } from '../support/engines.ts';

const DAY_MS = 24 * 60 * 60_000;
const RUN = { attempt: 1, signal: new AbortController().signal };

/** An audit log on a database in memory, with a clock that is set by hand. */
export async function openAuditWorld({ retentionDays }: { retentionDays?: number } = {}) {
  const database = await engines[0]!.open();
  let counter = 0;
  let time = Date.UTC(2026, 0, 1);
  const now = () => new Date(time);
  const newId = () => {
    counter += 1;
    return `e${String(counter).padStart(6, '0')}`;
  };
  const audit = createAudit({ now, newId });
  const log = recordedLog();
  const prune = createPruneHandler({ database, audit, now, log, retentionDays: () => retentionDays });
  return {
    database,
    audit,
    log,
    now,
    /** Writes `count` events, one a day, each named after its place. */
    async write(count: number, workspaceId = 'T1') {
      for (let i = 0; i < count; i += 1) {
        time += DAY_MS;
        const entry = { workspaceId, actor: 'U1', action: 'preview.ready', payload: { number: i + 1 } };
        await database.transaction((transaction) => audit.record(transaction, entry));
      }
    },
    verify: (workspaceId = 'T1') => verifyChain(database.db, workspaceId),
    prune: () => prune({}, RUN),
    /** What somebody with a way around BuildRunner does. */
    tamper: (statement: string) => sql.raw(statement).execute(database.db),
    close: () => database.close(),
  };
}

export type AuditWorld = Awaited<ReturnType<typeof openAuditWorld>>;
