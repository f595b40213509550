import { setTimeout as delay } from 'node:timers/promises';
import { classifySlackError } from './delivery/slack-errors.ts';

/** How often at most, and for how long each time, Slack is waited for: longer nobody looks at the answer, in ms. */
const MOST_WAITS = 5;
const LONGEST_WAIT_MS = 30_000;

/**
 * Calls Slack, and once more after the wait that it asks for: the answer to a person must not be lost to a limit. Only for
 * what goes on after the acknowledgement.
 */
export async function patiently<T>(
  call: () => Promise<T>,
  wait: (ms: number) => Promise<unknown> = delay,
): Promise<T> {
  for (let waits = 0; ; waits += 1) {
    try {
      return await call();
    } catch (error) {
      const failure = classifySlackError(error);
      if (failure.kind !== 'rate_limited' || waits >= MOST_WAITS) throw error;
      await wait(Math.min(failure.delayMs, LONGEST_WAIT_MS));
    }
  }
}
