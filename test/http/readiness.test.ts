import { beforeEach, describe, expect, it } from 'vitest';
import { createReadiness } from '../../src/http/readiness.ts';
import { ManualClock } from '../jobs/manual-clock.ts';

const COUNTS = { ready: 0, running: 0, dead: 0 };
let counts: () => Promise<typeof COUNTS>;
let clock: ManualClock;
let readiness: ReturnType<typeof createReadiness>;

beforeEach(() => {
  counts = async () => COUNTS;
  clock = new ManualClock();
  readiness = createReadiness({ counts: () => counts() }, clock.timers);
});

describe('readiness', () => {
  it('comes when the work begins and goes when the stop begins', async () => {
    expect(await readiness.check()).toEqual({ ready: false, reason: 'starting' });
    readiness.begin();
    expect(await readiness.check()).toEqual({ ready: true });
    readiness.stop();
    expect(await readiness.check()).toEqual({ ready: false, reason: 'stopping' });
  });

  it('goes while the database fails, and comes back by itself', async () => {
    readiness.begin();
    counts = () => Promise.reject(new Error('disk I/O error'));
    expect(await readiness.check()).toEqual({ ready: false, reason: 'the database does not answer' });
    counts = async () => COUNTS;
    expect(await readiness.check()).toEqual({ ready: true });
  });

  it('is not waited for without end', async () => {
    readiness.begin();
    counts = () => new Promise(() => {});
    const check = readiness.check();
    await clock.advance(2_000);
    expect(await check).toEqual({ ready: false, reason: 'the database does not answer within 2 s' });
  });
});
