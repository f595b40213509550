import { Agent, fetch } from 'undici';
import type { Delivery } from './world.ts';

/** GitHub waits this long for an answer. It tries once: a person sends a failed delivery again by hand. */
const TIMEOUT_MS = 10_000;

export interface Courier {
  /** Sends every delivery that is due and not on its way already. */
  sendDue(deliveries: readonly Delivery[]): void;
  /** Breaks off what is on its way; it stays due, so a restart sends it again. */
  close(): Promise<void>;
}

/** Carries webhooks to their receivers. `settled` is called when an attempt has ended and been noted. */
export function createCourier(settled: () => void): Courier {
  // Its own agent: whatever guards the process's outgoing calls is not part of the vendor being played.
  const agent = new Agent();
  const closing = new AbortController();
  const onTheirWay = new Set<Delivery>();
  const attempts = new Set<Promise<void>>();

  async function post(delivery: Delivery): Promise<string> {
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
      return `answered ${response.status}`;
    } catch (error) {
      const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
      return cause instanceof Error ? cause.message : 'no answer';
    }
  }

  async function attempt(delivery: Delivery): Promise<void> {
    const copies = Array.from({ length: delivery.copies }, () => post(delivery));
    const [outcome = ''] = await Promise.all(copies);
    onTheirWay.delete(delivery);
    // Meanwhile the webhook may have been deleted, which ends its deliveries.
    if (closing.signal.aborted || delivery.dueAt === null) return;
    delivery.attempts += 1;
    delivery.outcome = outcome;
    delivery.dueAt = null;
    settled();
  }

  return {
    sendDue(deliveries) {
      for (const delivery of deliveries) {
        if (delivery.dueAt === null || onTheirWay.has(delivery)) continue;
        onTheirWay.add(delivery);
        const running = attempt(delivery).finally(() => attempts.delete(running));
        attempts.add(running);
      }
    },
    async close() {
      closing.abort();
      await Promise.all(attempts);
      await agent.close();
    },
  };
}

function headersOf({ guid, event, webhookId, contentType, signature }: Delivery): Record<string, string> {
  return {
    accept: '*/*',
    'content-type': contentType,
    'user-agent': 'GitHub-Hookshot/sandbox',
    'x-github-delivery': guid,
    'x-github-event': event,
    'x-github-hook-id': String(webhookId),
    'x-github-hook-installation-target-type': 'repository',
    ...(signature ? { 'x-hub-signature-256': `sha256=${signature}` } : {}),
  };
}
