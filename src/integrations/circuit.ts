import type { OutboundCall } from '../security/call-recorder.ts';

/** After so many calls that failed one after the other, none is made for a while. */
const FAILURES_TO_BREAK = 5;

/** How long no call is made, in ms: twice as long with each time that the one that was tried then failed too. */
const FIRST_REST_MS = 10_000;
const LONGEST_REST_MS = 5 * 60_000;

/** Who gives a call up after this time, in ms, does so because no answer came; before it, for reasons of their own. */
const LONG_WAIT_MS = 5_000;

/** How it stands between an integration and its vendor. Times are in ms since 1970. */
export interface Circuit {
  /** Calls that failed since one was last answered. */
  failures: number;
  /** Since when it has been broken, until when no call is made, and how often that has been put off. */
  broken: { since: number; until: number; rests: number } | undefined;
}

export const WHOLE: Circuit = { failures: 0, broken: undefined };

/**
 * What a call tells of its vendor. Only the network, time and 5xx tell that it is in trouble: whatever else it answers,
 * it answers. A call that was never sent, or not waited for, tells nothing.
 */
export function toldBy({
  status,
  error,
  durationMs,
}: Pick<OutboundCall, 'status' | 'error' | 'durationMs'>): 'answered' | 'failed' | 'nothing' {
  if (error === 'RESPONSE_TOO_LARGE') return 'answered';
  if (error !== undefined && NEVER_SENT.has(error)) return 'nothing';
  if (error !== undefined && GIVEN_UP.has(error) && durationMs < LONG_WAIT_MS) return 'nothing';
  if (error !== undefined || status === undefined || status >= 500) return 'failed';
  return 'answered';
}

const NEVER_SENT: ReadonlySet<string> = new Set([
  'BLOCKED_HOST',
  'BLOCKED_ADDRESS',
  'RATE_LIMITED',
  'CIRCUIT_OPEN',
]);
const GIVEN_UP: ReadonlySet<string> = new Set(['AbortError', 'UND_ERR_ABORTED']);

/**
 * How it stands after a call that was answered or failed. Of a broken circuit only the call that was let through to try
 * it (`isProbe`) makes the rest longer: the others were under way when it broke.
 */
export function afterCall(
  { failures, broken }: Circuit,
  told: 'answered' | 'failed',
  { isProbe, now }: { isProbe: boolean; now: number },
): Circuit {
  if (told === 'answered') return WHOLE;
  const more = failures + 1;
  if (broken && !isProbe) return { failures: more, broken };
  if (!broken && more < FAILURES_TO_BREAK) return { failures: more, broken };
  const rests = (broken?.rests ?? 0) + 1;
  const restMs = Math.min(FIRST_REST_MS * 2 ** (rests - 1), LONGEST_REST_MS);
  return { failures: more, broken: { since: broken?.since ?? now, until: now + restMs, rests } };
}
