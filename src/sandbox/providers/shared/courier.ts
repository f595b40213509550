import { Agent, fetch } from 'undici';
import type { Delivery } from './deliveries.ts';

/** How a vendor delivers webhooks. */
export interface DeliveryRules<Sent extends Delivery> {
  /** How long an answer is waited for, in milliseconds. */
  timeoutMs: number;
  /** Waits before each further attempt, in milliseconds. */
  retryDelaysMs: readonly number[];
  /** Asked anew for each attempt, since some vendors sign its time. */
  headers(delivery: Sent): Record<string, string>;
  /** Whether an answer of that status ends it well; any 2xx unless said otherwise. */
  isTaken?(status: number): boolean;
  /** Whether a further attempt at `at` is still made; always unless said otherwise. */
  mayRetry?(delivery: Sent, at: number): boolean;
  /** Told of one that no attempt brought home. */
  givenUp?(delivery: Sent): void;
}

export interface Courier<Sent extends Delivery> {
  /** Sends every delivery that is due and not on its way already. */
  sendDue(deliveries: readonly Sent[]): void;
  /** When the next of those that are not on their way is due, or undefined where none is. */
  nextDueAt(deliveries: readonly Sent[]): number | undefined;
  /** Breaks off what is on its way; it stays due, so a restart sends it again. */
  close(): Promise<void>;
}

/** Carries webhooks to their receivers. `settled` is called when an attempt has ended and been noted. */
export function createCourier<Sent extends Delivery>(
  rules: DeliveryRules<Sent>,
  { now, settled }: { now: () => number; settled: () => void },
): Courier<Sent> {
  // Its own agent: whatever guards the process's outgoing calls is not part of the vendor being played.
  const agent = new Agent();
  const closing = new AbortController();
  const onTheirWay = new Map<Sent, Promise<void>>();
  const isTaken = rules.isTaken ?? ((status) => status >= 200 && status < 300);

  async function post(delivery: Sent): Promise<{ ok: boolean; outcome: string }> {
    try {
      const response = await fetch(delivery.url, {
        method: 'POST',
        headers: rules.headers(delivery),
        body: delivery.body,
        redirect: 'manual',
        dispatcher: agent,
        signal: AbortSignal.any([AbortSignal.timeout(rules.timeoutMs), closing.signal]),
      });
      await response.body?.cancel();
      return { ok: isTaken(response.status), outcome: `answered ${response.status}` };
    } catch (error) {
      const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
      return { ok: false, outcome: cause instanceof Error ? cause.message : 'no answer' };
    }
  }

  async function attempt(delivery: Sent): Promise<void> {
    const more = Array.from({ length: delivery.copies - 1 }, () => post(delivery));
    const [{ ok, outcome }] = await Promise.all([post(delivery), ...more]);
    onTheirWay.delete(delivery);
    // Meanwhile the webhook may have been deleted, which ends its deliveries.
    if ((closing.signal.aborted && !ok) || delivery.dueAt === null) return;
    delivery.dueAt = ok ? null : retryAt(delivery);
    delivery.attempts += 1;
    delivery.outcome = outcome;
    if (!ok && delivery.dueAt === null) rules.givenUp?.(delivery);
    settled();
  }

  function retryAt(delivery: Sent): number | null {
    const delay = rules.retryDelaysMs[delivery.attempts];
    if (delay === undefined) return null;
    const at = now() + delay;
    return (rules.mayRetry?.(delivery, at) ?? true) ? at : null;
  }

  return {
    sendDue(deliveries) {
      for (const delivery of deliveries) {
        if (delivery.dueAt === null || delivery.dueAt > now() || onTheirWay.has(delivery)) continue;
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
