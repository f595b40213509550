import { endsWithin } from './ends-within.ts';
import type { Timers } from './timers.ts';

/** How long a vendor is waited for, in ms: Slack waits three seconds for what is offered as one types. */
const PATIENCE_MS = 2_000;

/**
 * What was found in time to be offered; undefined where the search goes on, which nobody waits for then. Rejects with
 * what it fails with in time.
 */
export async function inTimeToOffer<T>(search: Promise<T>, timers?: Timers): Promise<T | undefined> {
  return (await endsWithin(PATIENCE_MS, search, timers)) ? search : undefined;
}
