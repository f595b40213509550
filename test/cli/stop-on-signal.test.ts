import { EventEmitter } from 'node:events';
import { beforeEach, describe, expect, it } from 'vitest';
import { stopOnSignal } from '../../src/cli/stop-on-signal.ts';
import { ManualClock, settled } from '../jobs/manual-clock.ts';

let signals: EventEmitter;
let clock: ManualClock;
let stops: PromiseWithResolvers<void>[];
let exits: number[];
let troubles: unknown[];

beforeEach(() => {
  signals = new EventEmitter();
  clock = new ManualClock();
  stops = [];
  exits = [];
  troubles = [];
  stopOnSignal({
    signals,
    stop() {
      stops.push(Promise.withResolvers());
      return stops[0]!.promise;
    },
    deadlineMs: 9_000,
    exit: (code) => exits.push(code),
    onTrouble: (problem) => troubles.push(problem),
    now: clock.now,
    timers: clock.timers,
  });
});

describe.each(['SIGTERM', 'SIGINT'])('%s', (signal) => {
  it('stops in good order and exits with 0', async () => {
    signals.emit(signal);
    await clock.advance(8_999);
    expect(exits).toEqual([]);
    stops[0]?.resolve();
    await settled();
    expect(exits).toEqual([0]);
    expect(troubles).toEqual([]);
  });

  it('a second time does not wait', async () => {
    signals.emit(signal);
    await clock.advance(500);
    signals.emit(signal);
    expect(exits).toEqual([1]);
    expect(stops).toHaveLength(1);
  });

  it('twice within a moment is Ctrl-C under npm, and one wish', async () => {
    signals.emit(signal);
    await clock.advance(20);
    signals.emit(signal);
    expect(exits).toEqual([]);
    stops[0]?.resolve();
    await settled();
    expect(exits).toEqual([0]);
  });
});

it('breaks off a stop that takes too long, and says so', async () => {
  signals.emit('SIGTERM');
  await clock.advance(9_000);
  expect(exits).toEqual([1]);
  expect(troubles).toEqual(['could not stop within 9000 ms; nothing stored is lost']);
});

it('tells of a stop that fails', async () => {
  signals.emit('SIGTERM');
  stops[0]?.reject(new Error('disk I/O error'));
  await settled();
  expect(exits).toEqual([1]);
  expect(troubles).toMatchObject([{ message: 'disk I/O error' }]);
});
