import { createHmac } from 'node:crypto';
import { Agent, fetch } from 'undici';
import type { Delivery } from './world.ts';

/** Render waits this long for an answer: https://render.com/docs/webhooks */
const TIMEOUT_MS = 15_000;

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
 * `retryDelaysMs`, one delay a further attempt; `givenUp` is told of one that no attempt brought home. `settled` is
 * called when an attempt has ended and been noted.
 */
export function createCourier(options: {
  now: () => number;
  retryDelaysMs: readonly number[];
  secretOf: (webhookId: string) => string | undefined;
  givenUp: (delivery: Delivery) => void;
  settled: () => void;
}): Courier {
  // Its own agent: whatever guards the process's outgoing calls is not part of the vendor being played.
  const agent = new Agent();
  const closing = new AbortController();
  const onTheirWay = new Set<Delivery>();
  const attempts = new Set<Promise<void>>();

  async function post(delivery: Delivery, secret: string): Promise<{ ok: boolean; outcome: string }> {
    try {
      const response = await fetch(delivery.url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...signed(delivery, secret, options.now()) },
        body: delivery.body,
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

  async function attempt(delivery: Delivery, secret: string): Promise<void> {
    const more = Array.from({ length: delivery.copies - 1 }, () => post(delivery, secret));
    const [{ ok, outcome }] = await Promise.all([post(delivery, secret), ...more]);
    onTheirWay.delete(delivery);
    // Meanwhile the webhook may have been deleted, which ends its deliveries.
    if ((closing.signal.aborted && !ok) || delivery.dueAt === null) return;
    const delay = options.retryDelaysMs[delivery.attempts];
    delivery.attempts += 1;
    delivery.outcome = outcome;
    delivery.dueAt = ok || delay === undefined ? null : options.now() + delay;
    if (!ok && delay === undefined) options.givenUp(delivery);
    options.settled();
  }

  return {
    sendDue(deliveries, now) {
      for (const delivery of deliveries) {
        if (delivery.dueAt === null || delivery.dueAt > now || onTheirWay.has(delivery)) continue;
        const secret = options.secretOf(delivery.webhookId);
        if (secret === undefined) {
          delivery.dueAt = null;
          delivery.outcome = 'webhook deleted';
          continue;
        }
        onTheirWay.add(delivery);
        const running = attempt(delivery, secret).finally(() => attempts.delete(running));
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

/** The three headers of Standard Webhooks. The time signed is this attempt's, or every retry would come too late. */
function signed({ id, body }: Delivery, secret: string, now: number): Record<string, string> {
  const timestamp = String(Math.floor(now / 1000));
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
  return {
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': `v1,${signature}`,
  };
}
