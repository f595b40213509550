import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { verifyChain } from '../src/governance/verify-audit.ts';
import { openDatabase } from '../src/store/database.ts';
import { appendRunnerEvents } from '../src/store/runner-events.ts';

const EVENTS = 100_000;
const AT_ONCE = 1_000;

/** How long 100,000 events of the audit log take to be written, a thousand a transaction, and to be verified. */
async function measureAuditChain(): Promise<{ events: number; writeMs: number; verifyMs: number }> {
  const folder = await mkdtemp(join(tmpdir(), 'buildrunner-bench-'));
  const database = await openDatabase({ path: join(folder, 'buildrunner.db') });
  const call = { provider: 'vercel', method: 'GET', path: '/v6/deployments', status: 200, durationMs: 87 };
  const startedAt = performance.now();
  for (let from = 0; from < EVENTS; from += AT_ONCE) {
    const events = Array.from({ length: AT_ONCE }, (_, i) => ({
      id: String(from + i).padStart(32, '0'),
      workspace_id: 'T1',
      actor: 'system',
      action: 'integration.called',
      payload: JSON.stringify({ integration: 'int-1', ...call }),
      created_at: new Date(1_800_000_000_000 + from + i).toISOString(),
    }));
    await database.transaction((transaction) => appendRunnerEvents(transaction, ...events));
  }
  const writtenAt = performance.now();
  const verdict = await verifyChain(database.db, 'T1');
  const verifiedAt = performance.now();
  await database.close();
  await rm(folder, { recursive: true });
  if (!verdict.ok || verdict.events !== EVENTS)
    throw new Error('The chain that was measured does not verify.');
  return { events: EVENTS, writeMs: writtenAt - startedAt, verifyMs: verifiedAt - writtenAt };
}

/** Measures it and prints it. */
export async function runAuditChainBench(): Promise<{
  auditChain: Awaited<ReturnType<typeof measureAuditChain>>;
}> {
  const auditChain = await measureAuditChain();
  console.log('The audit log, in ms:');
  console.table(auditChain);
  return { auditChain };
}
