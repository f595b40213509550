import { setTimeout as delay } from 'node:timers/promises';

/**
 * Asks again and again until there is an answer other than undefined or false. For what another process brings about;
 * throws after `withinMs`.
 */
export async function until<T>(
  ask: () => T | Promise<T>,
  withinMs = 15_000,
): Promise<NonNullable<Exclude<T, false>>> {
  const deadline = Date.now() + withinMs;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined && answer !== null && answer !== false) {
      return answer as NonNullable<Exclude<T, false>>;
    }
    if (Date.now() > deadline) throw new Error(`Still waiting after ${withinMs} ms for: ${ask.toString()}`);
    await delay(25);
  }
}
