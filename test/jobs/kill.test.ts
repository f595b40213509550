import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../src/store/database.ts';

const WORKER = fileURLToPath(new URL('fixtures/counting-worker.ts', import.meta.url));
const KILLS = 10;
const JOBS = 60;

/** Numbers below `limit` from a seed (a linear congruential generator), so that a failure can be repeated. */
function randomNumbers(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}

describe('kill -9', () => {
  let folder: string;
  let worker: ChildProcess | undefined;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'buildrunner-kill-'));
  });
  afterEach(() => {
    worker?.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  });

  /** Runs a worker until it has said `until`, kills it, and gives what it has said. */
  async function runUntil(until: (said: string) => boolean, jobs: number, prefix: string): Promise<string> {
    const child = spawn(process.execPath, [WORKER, join(folder, 'test.db'), String(jobs), prefix], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    worker = child;
    const exited = once(child, 'exit');
    let said = '';
    let complaints = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      if (until(said)) child.kill('SIGKILL');
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      complaints += text;
    });
    const [, signal] = await exited;
    expect(complaints).toBe('');
    expect(signal).toBe('SIGKILL');
    return said;
  }

  it('loses no job that was committed, however often it strikes', { timeout: 60_000 }, async () => {
    const seed = Date.now() % 1_000_000;
    const random = randomNumbers(seed);
    for (let kill = 0; kill < KILLS; kill++) {
      const steps = 1 + random(JOBS);
      await runUntil((said) => said.length >= steps, JOBS, `k${kill}`);
    }
    await runUntil((said) => said.includes('done'), 0, 'last');

    const database = await openDatabase({ path: join(folder, 'test.db') });
    const { rows: enqueued } = await sql<{ name: string }>`select name from enqueued`.execute(database.db);
    const { rows: handled } = await sql<{ name: string }>`select distinct name from handled`.execute(
      database.db,
    );
    const left = await database.db.selectFrom('jobs').selectAll().execute();
    await database.close();

    const accounted = new Set(handled.map(({ name }) => name));
    // One that was running at four of the kills is rightly given up: it could have been what ended the process.
    for (const dead of left.filter(({ status }) => status === 'dead')) accounted.add(dead.key);
    const lost = enqueued.filter(({ name }) => !accounted.has(name));
    expect({ seed, lost, left: left.filter(({ status }) => status !== 'dead') }).toEqual({
      seed,
      lost: [],
      left: [],
    });
    expect(enqueued.length).toBeGreaterThanOrEqual(KILLS);
  });
});
