import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { WEB_APP_PREVIEW_ID } from '../../../../src/sandbox/providers/render/account.ts';
import { logAt } from '../../../../src/sandbox/providers/render/build-log.ts';
import { addDeploy, cancelDeploy, statusOf } from '../../../../src/sandbox/providers/render/deploys.ts';
import { idsFrom } from '../../../../src/sandbox/providers/render/ids.ts';
import {
  finish,
  hasEnded,
  hold,
  nextChangeAt,
  resume,
  stageAt,
} from '../../../../src/sandbox/providers/render/lifecycle.ts';
import { seedWorld } from '../../../../src/sandbox/providers/render/seed.ts';
import { findService } from '../../../../src/sandbox/providers/render/services.ts';
import { FAILURES } from '../../../../src/sandbox/providers/render/world.ts';

const START = Date.UTC(2026, 2, 2);
const ORDER = ['created', 'queued', 'build_in_progress', 'pre_deploy_in_progress', 'update_in_progress'];

const steps = fc.array(
  fc.record({
    ms: fc.nat(9_000),
    act: fc.constantFrom('wait', 'wait', 'hold', 'resume', 'finish', 'fail', 'cancel'),
  }),
  { maxLength: 12 },
);

/** Where a stage stands; all ends are beyond everything else. */
const rank = (stage: string) => (ORDER.includes(stage) ? ORDER.indexOf(stage) : ORDER.length);

it('whatever is done to it, a deploy never goes back, nor does its log', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 600, max: 20_000 }),
      fc.constantFrom(null, ...FAILURES),
      steps,
      (buildMs, failure, script) => {
        const ids = idsFrom(randomBytes);
        const world = seedWorld(START, ids);
        const service = findService(world, WEB_APP_PREVIEW_ID)!;
        for (const commit of world.commits) commit.failure = failure;
        const deploy = addDeploy(world, ids, { service, trigger: 'api', now: START, buildMs });
        let now = START;
        let before = { stage: stageAt(deploy, now), log: logAt(deploy, now) };
        const look = () => {
          const [stage, log] = [stageAt(deploy, now), logAt(deploy, now)];
          expect(rank(stage)).toBeGreaterThanOrEqual(rank(before.stage));
          if (rank(before.stage) === ORDER.length) expect(stage).toBe(before.stage);
          expect(log.map(({ at }) => at)).toEqual(log.map(({ at }) => at).sort((a, b) => a - b));
          expect(new Set(log.map(({ at }) => at)).size).toBe(log.length);
          const next = nextChangeAt(deploy, now);
          if (next !== undefined) expect(next).toBeGreaterThan(now);
          before = { stage, log };
        };
        for (const { ms, act } of script) {
          now += ms;
          look();
          if (hasEnded(deploy, now)) continue;
          if (act === 'hold') hold(deploy, now);
          if (act === 'resume' && deploy.endsAt === null) resume(deploy, now, buildMs);
          if (act === 'finish') finish(deploy, now, null);
          if (act === 'fail') finish(deploy, now, 'missing module');
          if (act === 'cancel') cancelDeploy(deploy, now);
          look();
        }
      },
    ),
  );
});

it('of the deploys of a service one at most is live, and none is under way beside another', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(9_000), { maxLength: 8 }), (gaps) => {
      const ids = idsFrom(randomBytes);
      const world = seedWorld(START, ids);
      const service = findService(world, WEB_APP_PREVIEW_ID)!;
      let now = START;
      for (const gap of gaps) {
        addDeploy(world, ids, { service, trigger: 'api', now, buildMs: 6_000 });
        now += gap;
        const own = world.deploys.filter(({ serviceId }) => serviceId === service.id);
        const statuses = own.map((deploy) => statusOf(world, deploy, now));
        expect(statuses.filter((status) => status === 'live')).toHaveLength(1);
        expect(statuses.filter((status) => ORDER.includes(status)).length).toBeLessThanOrEqual(1);
      }
    }),
  );
});
