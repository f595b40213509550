import { exportAudit } from '../governance/export-audit.ts';
import { StoreError } from '../store/errors.ts';
import type { ReadOnlyDatabase } from '../store/read-only.ts';
import { auditedWorkspaces } from '../store/runner-events.ts';
import { readCommandLine } from './command-line.ts';
import { openToRead } from './open-to-read.ts';
import { runCommand } from './run-command.ts';
import { UsageError } from './usage-error.ts';
import { verifyAll } from './verify-all.ts';

const USAGE = `npm run audit -- verify [--workspace ID] [--anchor HASH]
       npm run audit -- export [--since DATE] [--workspace ID]

  verify   computes every hash of the audit log anew and names the first event that is not as it was written.
           --anchor: a hash noted earlier (from this command or a log); it must still be in the log.
  export   writes the events as JSON, one a line, with the hashes that prove them. DATE is like 2026-11-24.`;

/** `npm run audit -- verify | export` */
await runCommand(async (print) => {
  const { values, positionals } = readCommandLine(USAGE, {
    allowPositionals: true,
    options: {
      workspace: { type: 'string' },
      anchor: { type: 'string' },
      since: { type: 'string' },
      help: { type: 'boolean' },
    },
  });
  const [task] = positionals;
  if (values.help || positionals.length !== 1 || !(task === 'verify' || task === 'export')) {
    throw new UsageError(`Usage: ${USAGE}`);
  }
  // Silence would be taken for proof: that the hash is there, or that all was verified since then.
  if (task === 'export' && values.anchor !== undefined)
    throw new UsageError('--anchor goes with verify only.');
  if (task === 'verify' && values.since !== undefined) throw new UsageError('--since goes with export only.');
  const since = values.since === undefined ? undefined : timeOf(values.since);
  const database = openToRead();
  try {
    const workspaces = await workspacesIn(database, values.workspace);
    if (task === 'verify') {
      return await verifyAll(database, { workspaces, anchor: values.anchor, write: print });
    }
    for await (const event of exportAudit(database.db, workspaces, since)) {
      await print(JSON.stringify(event));
    }
    return true;
  } finally {
    await database.close();
  }
});

/** The workspaces that were asked for: one, or all. */
async function workspacesIn({ path, db }: ReadOnlyDatabase, wanted: string | undefined): Promise<string[]> {
  const tables = await db.introspection.getTables();
  if (!tables.some(({ name }) => name === 'audit_chains')) {
    throw new StoreError('unusable', path, 'is of an earlier BuildRunner.', 'Start this one once.');
  }
  const known = await auditedWorkspaces(db);
  if (wanted === undefined) return known;
  if (known.includes(wanted)) return [wanted];
  const list = known.join(', ') || 'none';
  throw new UsageError(`There is no workspace "${wanted}" in the audit log; there is: ${list}.`);
}

/** A date alone means its beginning, in UTC. */
function timeOf(text: string): string {
  const time = /^\d{4}-\d{2}-\d{2}(T.*)?$/.test(text) ? new Date(text) : new Date(Number.NaN);
  if (Number.isNaN(time.getTime())) {
    throw new UsageError(`"${text}" is not a date like 2026-11-24 or 2026-11-24T10:00:00Z.`);
  }
  return time.toISOString();
}
