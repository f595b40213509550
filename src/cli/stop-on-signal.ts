import type { EventEmitter } from 'node:events';
import { endsWithin } from '../timing/ends-within.ts';
import type { Timers } from '../timing/timers.ts';

/** Ctrl-C reaches a process under npm twice: from the terminal, and passed on by npm. In ms. */
const SAME_SIGNAL_MS = 500;

export interface StopOptions {
  /** `process`: what the signals come from. */
  signals: Pick<EventEmitter, 'on'>;
  /** Stops in good order. */
  stop: () => Promise<void>;
  /** How long that may take, in ms; then it is broken off. */
  deadlineMs: number;
  /** Ends the process: 0 after a good stop, 1 otherwise. */
  exit: (code: 0 | 1) => void;
  /** Told why it was not a good stop. */
  onTrouble: (problem: unknown) => void;
  now: () => Date;
  timers?: Timers;
}

/** The first SIGTERM or SIGINT stops in good order; a second one does not wait. */
export function stopOnSignal(options: StopOptions): void {
  const { signals, exit, now, onTrouble } = options;
  let askedAt: number | undefined;

  async function stop(): Promise<void> {
    try {
      const inTime = await endsWithin(options.deadlineMs, options.stop(), options.timers);
      if (!inTime) onTrouble(`could not stop within ${options.deadlineMs} ms; nothing stored is lost`);
      exit(inTime ? 0 : 1);
    } catch (error) {
      onTrouble(error);
      exit(1);
    }
  }

  function onSignal(): void {
    const at = now().getTime();
    if (askedAt === undefined) {
      askedAt = at;
      void stop();
    } else if (at - askedAt >= SAME_SIGNAL_MS) {
      onTrouble('asked to stop a second time');
      exit(1);
    }
  }
  signals.on('SIGTERM', onSignal);
  signals.on('SIGINT', onSignal);
}
