import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { logAt } from '../../../../src/sandbox/providers/netlify/build-log.ts';
import { addDeploy, cancelDeploy } from '../../../../src/sandbox/providers/netlify/deploys.ts';
import { idsFrom } from '../../../../src/sandbox/providers/netlify/ids.ts';
import {
  finish,
  hasEnded,
  hold,
  nextChangeAt,
  resume,
  stateAt,
} from '../../../../src/sandbox/providers/netlify/lifecycle.ts';
import { seedWorld } from '../../../../src/sandbox/providers/netlify/seed.ts';

const START = Date.UTC(2026, 2, 2);
const ORDER = ['new', 'enqueued', 'building', 'processing', 'ready', 'error'];
const ENDS = ORDER.slice(4);

const steps = fc.array(
  fc.record({
    ms: fc.nat(9_000),
    act: fc.constantFrom('wait', 'wait', 'hold', 'resume', 'finish', 'fail', 'cancel'),
  }),
  { maxLength: 12 },
);

it('whatever is done to it, a deploy never goes back, nor does its log', () => {
  fc.assert(
    fc.property(fc.integer({ min: 600, max: 20_000 }), fc.boolean(), steps, (buildMs, broken, script) => {
      const ids = idsFrom(randomBytes);
      const branch = broken ? 'feature/broken' : 'feature/login';
      const deploy = addDeploy(seedWorld(START, ids), ids, { branch, now: START, buildMs });
      let now = START;
      let before = { state: stateAt(deploy, now), log: logAt(deploy, now).map(({ text }) => text) };
      const look = (logMayBeRewritten: boolean) => {
        const [state, lines] = [stateAt(deploy, now), logAt(deploy, now)];
        const log = lines.map(({ text }) => text);
        expect(ORDER.indexOf(state)).toBeGreaterThanOrEqual(ORDER.indexOf(before.state));
        if (ENDS.includes(before.state)) expect(state).toBe(before.state);
        if (!logMayBeRewritten) expect(log.slice(0, before.log.length)).toEqual(before.log);
        expect(lines.map(({ at }) => at)).toEqual(lines.map(({ at }) => at).sort((a, b) => a - b));
        const next = nextChangeAt(deploy, now);
        if (next !== undefined) expect(next).toBeGreaterThan(now);
        before = { state, log };
      };
      for (const { ms, act } of script) {
        now += ms;
        look(false);
        if (hasEnded(deploy, now)) continue;
        if (act === 'hold') hold(deploy, now);
        if (act === 'resume' && deploy.endsAt === null) resume(deploy, now, buildMs);
        if (act === 'finish') finish(deploy, now, null);
        if (act === 'fail') finish(deploy, now, 'missing module');
        if (act === 'cancel') cancelDeploy(deploy, now);
        look(act === 'finish' || act === 'fail');
      }
    }),
  );
});
