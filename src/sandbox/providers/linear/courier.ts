import { Agent, fetch } from 'undici';
import type { Delivery } from './world.ts';

const MINUTE = 60_000;

/** Linear waits this long for an answer, and takes nothing but 200 for one. */
const TIMEOUT_MS = 5_000;

/** Waits before each further attempt: https://linear.app/developers/webhooks#webhook-retries */
const RETRY_DELAYS_MS: readonly number[] = [MINUTE, 60 * MINUTE, 360 * MINUTE];

export interface Courier {
  /** Sends every delivery that is due and not on its way already. */
  sendDue(deliveries: readonly Delivery[]): void;
  /** When the next of those that are not on their way is due, or undefined where none is. */
  nextDueAt(deliveries: readonly Delivery[]): number | undefined;
  /** Breaks off what is on its way; it stays due, so a restart sends it again. */
  close(): Promise<void>;
}

/** Carries webhooks to their receivers. `settled` is called when an attempt has ended and been noted. */
export function createCourier({ now, settled }: { now: () => number; settled: () => void }): Courier {
  // Its own agent: whatever guards the process's outgoing calls is not part of the vendor being played.
  const agent = new Agent();
  const closing = new AbortController();
  const onTheirWay = new Set<Delivery>();
  const attempts = new Set<Promise<void>>();

  async function post(delivery: Delivery): Promise<{ ok: boolean; outcome: string }> {
    try {
      const response = await fetch(delivery.url, {
        method: 'POST',
        headers: headersOf(delivery),
        body: delivery.body,
        redirect: 'manual',
        dispatcher: agent,
        signal: AbortSignal.any([AbortSignal.timeout(TIMEOUT_MS), closing.signal]),
      });
      await response.body?.cancel();
      return { ok: response.status === 200, outcome: `answered ${response.status}` };
    } catch (error) {
      const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
      return { ok: false, outcome: cause instanceof Error ? cause.message : 'no answer' };
    }
  }

  async function attempt(delivery: Delivery): Promise<void> {
    const more = Array.from({ length: delivery.copies - 1 }, () => post(delivery));
    const [{ ok, outcome }] = await Promise.all([post(delivery), ...more]);
    onTheirWay.delete(delivery);
    // Meanwhile the webhook may have been deleted, which ends its deliveries.
    if ((closing.signal.aborted && !ok) || delivery.dueAt === null) return;
    const delay = RETRY_DELAYS_MS[delivery.attempts];
    delivery.attempts += 1;
    delivery.outcome = outcome;
    delivery.dueAt = ok || delay === undefined ? null : now() + delay;
    settled();
  }

  return {
    sendDue(deliveries) {
      for (const delivery of deliveries) {
        if (delivery.dueAt === null || delivery.dueAt > now() || onTheirWay.has(delivery)) continue;
        onTheirWay.add(delivery);
        const running = attempt(delivery).finally(() => attempts.delete(running));
        attempts.add(running);
      }
    },
    nextDueAt(deliveries) {
      const times = deliveries.flatMap((delivery) =>
        delivery.dueAt === null || onTheirWay.has(delivery) ? [] : [delivery.dueAt],
      );
      return times.length > 0 ? Math.min(...times) : undefined;
    },
    async close() {
      closing.abort();
      await Promise.all(attempts);
      await agent.close();
    },
  };
}

function headersOf({ id, type, timestamp, signature }: Delivery): Record<string, string> {
  return {
    'content-type': 'application/json; charset=utf-8',
    'user-agent': 'Linear-Webhook',
    'linear-delivery': id,
    'linear-event': type,
    'linear-timestamp': String(timestamp),
    'linear-signature': signature,
  };
}
