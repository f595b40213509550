import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createPace } from '../../src/slack/delivery/pace.ts';

function openPace() {
  let time = Date.UTC(2026, 0, 5, 10);
  const pace = createPace({ now: () => new Date(time) });
  return {
    take: (channel = 'C1', workspaceId = 'T1') => pace.take(workspaceId, channel),
    pass(ms: number) {
      time += ms;
    },
  };
}

describe('the pace of a channel', () => {
  it('is a few at once, then one a second', () => {
    const { take, pass } = openPace();
    expect([take(), take(), take(), take()]).toEqual([0, 0, 0, 1_000]);
    pass(400);
    expect(take()).toBe(600);
    pass(600);
    expect([take(), take()]).toEqual([0, 1_000]);
    pass(60_000);
    expect([take(), take(), take(), take()]).toEqual([0, 0, 0, 1_000]);
  });

  it('is its own', () => {
    const { take } = openPace();
    for (let count = 0; count < 4; count += 1) take();
    expect([take('C2'), take('C1', 'T2')]).toEqual([0, 0]);
  });

  it('never takes more than Slack does, and lets a post through when it said', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 5_000 }), { maxLength: 60 }), (pauses) => {
        const { take, pass } = openPace();
        let elapsed = 0;
        let taken = 0;
        for (const ms of pauses) {
          pass(ms);
          elapsed += ms;
          const waitMs = take();
          if (waitMs > 0) {
            pass(waitMs);
            elapsed += waitMs;
            expect(take()).toBe(0);
          }
          taken += 1;
          expect(taken).toBeLessThanOrEqual(3 + elapsed / 1_000);
        }
      }),
    );
  });
});
