import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { end, residentMegabytes, startProgram } from './processes.ts';

const ROUNDS = 7;
/** Long enough for what start-up leaves behind to be collected. */
const IDLE_MS = 3_000;

export interface StartUpRow {
  what: string;
  readyMs: number;
  idleMegabytes: number;
}

/** From start to ready, and memory when idle, without the sandbox, beside an empty Bolt app; medians, interleaved. */
async function measureStartUp(): Promise<StartUpRow[]> {
  const here = import.meta.dirname;
  const programs = [
    { what: 'BuildRunner', file: join(here, '../src/main.ts') },
    { what: 'an empty Bolt app', file: join(here, 'empty-bolt.ts') },
  ];
  const samples = new Map(
    programs.map(({ what }) => [what, { ready: [] as number[], idle: [] as number[] }]),
  );
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const { what, file } of programs) {
      const dataDir = await mkdtemp(join(tmpdir(), 'buildrunner-bench-'));
      const environment = {
        SLACK_BOT_TOKEN: 'xoxb-bench',
        SLACK_SIGNING_SECRET: 'bench',
        SLACK_API_URL: 'http://127.0.0.1:9/',
        DATA_DIR: dataDir,
      };
      const started = await startProgram(file, environment, '/readyz');
      await delay(IDLE_MS);
      const idle = await residentMegabytes(started);
      await end(started);
      await rm(dataDir, { recursive: true });
      // The first round only warms the disk's cache.
      if (round > 0) {
        samples.get(what)?.ready.push(started.readyMs);
        samples.get(what)?.idle.push(idle);
      }
    }
  }
  return [...samples].map(([what, { ready, idle }]) => ({
    what,
    readyMs: median(ready),
    idleMegabytes: median(idle),
  }));
}

function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** Measures it and prints it. */
export async function runStartUpBench(): Promise<{ startUp: StartUpRow[] }> {
  const startUp = await measureStartUp();
  console.log('Start to ready, and memory when idle (medians):');
  console.table(
    startUp.map(({ what, readyMs, idleMegabytes }) => ({
      what,
      'ready (ms)': Math.round(readyMs),
      'idle RSS (MB)': Math.round(idleMegabytes),
    })),
  );
  return { startUp };
}
