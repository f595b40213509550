import { expect, it } from 'vitest';
import { endsWithin } from '../../src/timing/ends-within.ts';
import { createOngoing } from '../../src/timing/ongoing.ts';
import { ManualClock } from '../jobs/manual-clock.ts';

it('waits for all that is under way, and for what that begins', async () => {
  const clock = new ManualClock();
  const ongoing = createOngoing(clock.timers);
  const first = Promise.withResolvers<string>();
  const second = Promise.withResolvers<void>();
  const tracked = ongoing.track(first.promise);
  let ended: boolean | undefined;
  const wait = ongoing.ended(1_000).then((all) => {
    ended = all;
  });

  void ongoing.track(second.promise);
  first.resolve('given');
  expect(await tracked).toBe('given');
  await clock.advance(999);
  expect(ended).toBeUndefined();
  second.resolve();
  await wait;
  expect(ended).toBe(true);
  expect(clock.waiting).toBe(0);
});

it('gives up on what takes too long', async () => {
  const clock = new ManualClock();
  const ongoing = createOngoing(clock.timers);
  void ongoing.track(new Promise(() => {}));
  const wait = ongoing.ended(1_000);
  await clock.advance(1_000);
  expect(await wait).toBe(false);
});

it('takes what fails for ended, and leaves the failure to whoever it is for', async () => {
  const ongoing = createOngoing();
  const tracked = ongoing.track(Promise.reject(new Error('no')));
  await expect(tracked).rejects.toThrow('no');
  expect(await ongoing.ended(1_000)).toBe(true);
});

it('passes on a failure that comes in time, and leaves no timer', async () => {
  const clock = new ManualClock();
  await expect(endsWithin(1_000, Promise.reject(new Error('no')), clock.timers)).rejects.toThrow('no');
  expect(clock.waiting).toBe(0);
});
