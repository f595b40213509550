import { Agent, fetch } from 'undici';
import type { Delivery } from './world.ts';

/** How long an answer is waited for; Netlify does not document its own limit. */
const TIMEOUT_MS = 10_000;

export interface Courier {
  /** Sends every delivery that is due and not on its way already. */
  sendDue(deliveries: readonly Delivery[], now: number): void;
  /** When the next of those that are not on their way is due, or undefined where none is. */
  nextDueAt(deliveries: readonly Delivery[]): number | undefined;
  /** Breaks off what is on its way; it stays due, so a restart sends it again. */
  close(): Promise<void>;
}

/**
 * Carries webhooks to their receivers. Anything but a 2xx answer, and no answer at all, is tried again after
 * `retryDelaysMs`, one delay a further attempt. `settled` is called when an attempt has ended and been noted.
 */
export function createCourier(options: {
  now: () => number;
  retryDelaysMs: readonly number[];
  settled: () => void;
}): Courier {
  // Its own agent: whatever guards the process's outgoing calls is not part of the vendor being played.
  const agent = new Agent();
  const closing = new AbortController();
  const onTheirWay = new Map<Delivery, Promise<void>>();

  async function post({ url, body, event, signature }: Delivery): Promise<{ ok: boolean; outcome: string }> {
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'x-netlify-event': event,
          ...(signature === null ? {} : { 'x-webhook-signature': signature }),
        },
        body,
        redirect: 'manual',
        dispatcher: agent,
        signal: AbortSignal.any([AbortSignal.timeout(TIMEOUT_MS), closing.signal]),
      });
      await response.body?.cancel();
      return { ok: response.ok, outcome: `answered ${response.status}` };
    } catch (error) {
      const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
      return { ok: false, outcome: cause instanceof Error ? cause.message : 'no answer' };
    }
  }

  async function attempt(delivery: Delivery): Promise<void> {
    const copies = Array.from({ length: delivery.copies }, () => post(delivery));
    const [first = { ok: false, outcome: 'not sent' }] = await Promise.all(copies);
    onTheirWay.delete(delivery);
    // Meanwhile the hook may have been deleted, which ends its deliveries.
    if ((closing.signal.aborted && !first.ok) || delivery.dueAt === null) return;
    const delay = options.retryDelaysMs[delivery.attempts];
    delivery.attempts += 1;
    delivery.outcome = first.outcome;
    delivery.dueAt = first.ok || delay === undefined ? null : options.now() + delay;
    options.settled();
  }

  return {
    sendDue(deliveries, now) {
      for (const delivery of deliveries) {
        if (delivery.dueAt === null || delivery.dueAt > now || onTheirWay.has(delivery)) continue;
        onTheirWay.set(delivery, attempt(delivery));
      }
    },
    nextDueAt(deliveries) {
      const waiting = deliveries.filter((delivery) => !onTheirWay.has(delivery));
      const times = waiting.flatMap(({ dueAt }) => dueAt ?? []);
      return times.length > 0 ? Math.min(...times) : undefined;
    },
    async close() {
      closing.abort();
      await Promise.all(onTheirWay.values());
      await agent.close();
    },
  };
}
