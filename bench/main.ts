import { mkdir, writeFile } from 'node:fs/promises';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { runAuditChainBench } from './audit-chain.ts';
import { runIntakeBench } from './intake.ts';
import { runMatchingBench } from './matching.ts';
import { runStartUpBench } from './start-up.ts';

/** Runs the comparisons named, or all, and writes what came of each into `bench/results`: `npm run bench -- matching`. */
const [cpu] = cpus();
const machine = `${cpus().length} x ${cpu?.model ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.versions.node}`;
console.log(`Machine: ${machine}\n`);

const benches: Record<string, () => Promise<object>> = {
  'start-up': runStartUpBench,
  'audit-chain': runAuditChainBench,
  intake: runIntakeBench,
  matching: runMatchingBench,
};
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in benches));
if (unknown.length > 0) {
  console.error(
    `There is no bench called ${unknown.join(', ')}; these are: ${Object.keys(benches).join(', ')}.`,
  );
  process.exit(1);
}

const results = join(import.meta.dirname, 'results');
await mkdir(results, { recursive: true });
for (const [name, run] of Object.entries(benches)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  const found = await run();
  await writeFile(join(results, `${name}.json`), `${JSON.stringify({ machine, ...found }, null, 2)}\n`);
}
