import { mkdir, writeFile } from 'node:fs/promises';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { measureAuditChain } from './audit-chain.ts';
import { measureStartUp } from './start-up.ts';

/** Runs every comparison and writes what came of it into `bench/results`. */
const [cpu] = cpus();
const machine = `${cpus().length} x ${cpu?.model ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.versions.node}`;
console.log(`Machine: ${machine}\n`);

const startUp = await measureStartUp();
console.log('Start to ready, and memory when idle (medians):');
console.table(
  startUp.map(({ what, readyMs, idleMegabytes }) => ({
    what,
    'ready (ms)': Math.round(readyMs),
    'idle RSS (MB)': Math.round(idleMegabytes),
  })),
);

const results = join(import.meta.dirname, 'results');
await mkdir(results, { recursive: true });
await writeFile(join(results, 'start-up.json'), `${JSON.stringify({ machine, startUp }, null, 2)}\n`);

const auditChain = await measureAuditChain();
console.log('The audit log, in ms:');
console.table(auditChain);
await writeFile(join(results, 'audit-chain.json'), `${JSON.stringify({ machine, auditChain }, null, 2)}\n`);
