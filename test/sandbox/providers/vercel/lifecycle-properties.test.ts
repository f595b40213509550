import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { WEB_APP } from '../../../../src/sandbox/providers/vercel/account.ts';
import { logAt, nextLineAt } from '../../../../src/sandbox/providers/vercel/build-log.ts';
import { addDeployment, cancelDeployment } from '../../../../src/sandbox/providers/vercel/deployments.ts';
import { idsFrom } from '../../../../src/sandbox/providers/vercel/ids.ts';
import {
  finish,
  hasEnded,
  hold,
  nextChangeAt,
  resume,
  stateAt,
} from '../../../../src/sandbox/providers/vercel/lifecycle.ts';
import { seedWorld } from '../../../../src/sandbox/providers/vercel/seed.ts';

const START = Date.UTC(2026, 2, 2);
const ORDER = ['QUEUED', 'INITIALIZING', 'BUILDING', 'READY', 'ERROR', 'CANCELED'];
const ENDS = ORDER.slice(3);

const steps = fc.array(
  fc.record({
    ms: fc.nat(9_000),
    act: fc.constantFrom('wait', 'wait', 'hold', 'resume', 'finish', 'fail', 'cancel'),
  }),
  { maxLength: 12 },
);

it('whatever is done to it, a deployment never goes back, nor does its log', () => {
  fc.assert(
    fc.property(fc.integer({ min: 600, max: 20_000 }), fc.boolean(), steps, (buildMs, broken, script) => {
      const ids = idsFrom(randomBytes);
      const branch = broken ? 'feature/broken' : 'feature/login';
      const deployment = addDeployment(seedWorld(START, ids), ids, {
        project: WEB_APP,
        branch,
        source: 'git',
        now: START,
        buildMs,
      });
      let now = START;
      let before = { state: stateAt(deployment, now), log: logAt(deployment, now) };
      const look = (logMayBeRewritten: boolean) => {
        const [state, log] = [stateAt(deployment, now), logAt(deployment, now)];
        expect(ORDER.indexOf(state)).toBeGreaterThanOrEqual(ORDER.indexOf(before.state));
        if (ENDS.includes(before.state)) expect(state).toBe(before.state);
        if (!logMayBeRewritten) expect(log.slice(0, before.log.length)).toEqual(before.log);
        expect(log.map(({ at }) => at)).toEqual(log.map(({ at }) => at).sort((a, b) => a - b));
        for (const next of [nextChangeAt(deployment, now), nextLineAt(deployment, now)]) {
          if (next !== undefined) expect(next).toBeGreaterThan(now);
        }
        before = { state, log };
      };
      for (const { ms, act } of script) {
        now += ms;
        look(false);
        if (hasEnded(deployment, now)) continue;
        if (act === 'hold') hold(deployment, now);
        if (act === 'resume' && deployment.endsAt === null) resume(deployment, now, buildMs);
        if (act === 'finish') finish(deployment, now, null);
        if (act === 'fail') finish(deployment, now, 'missing module');
        if (act === 'cancel') cancelDeployment(deployment, now);
        look(act === 'finish' || act === 'fail');
      }
    }),
  );
});
