import { findOutboundError, type OutboundErrorCode } from '../security/outbound-error.ts';
import type { ProviderErrorCode } from './errors.ts';

/** undici's, Node's and the fetch standard's words for a peer that took too long. */
const TIMEOUTS: ReadonlySet<string> = new Set([
  'TimeoutError',
  'AbortError',
  'RequestTimeoutError',
  'RequestAbortedError',
  'ETIMEDOUT',
  'ESOCKETTIMEDOUT',
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_HEADERS_TIMEOUT',
  'UND_ERR_BODY_TIMEOUT',
  'UND_ERR_ABORTED',
]);

/** SDKs say so when their own schema refused the arguments: nothing was sent. */
const NEVER_SENT: ReadonlySet<string> = new Set(['SDKValidationError', 'InvalidRequestError', 'ZodError']);

/** What our own guard says of a call it refused or broke off. */
const GUARDED: Readonly<Record<OutboundErrorCode, ProviderErrorCode>> = {
  BLOCKED_HOST: 'blocked_host',
  BLOCKED_ADDRESS: 'blocked_host',
  RESPONSE_TOO_LARGE: 'unreadable_answer',
  RATE_LIMITED: 'rate_limited',
  CIRCUIT_OPEN: 'resting',
};

/** An error and what caused it, outermost first. Ends at ten, and where causes form a ring. */
export function causesOf(thrown: unknown): Error[] {
  const causes: Error[] = [];
  let current: unknown = thrown;
  while (current instanceof Error && !causes.includes(current) && causes.length < 10) {
    causes.push(current);
    current = current.cause ?? (current instanceof AggregateError ? current.errors[0] : undefined);
  }
  return causes.length > 0 ? causes : [new Error(String(thrown))];
}

/** What a failed call means, and the system's own word for it (`ECONNREFUSED`) where there is one. */
export function networkCode(causes: readonly Error[]): {
  code: ProviderErrorCode;
  word?: string;
  delayMs?: number;
} {
  const guarded = findOutboundError(causes[0]);
  if (guarded) {
    const { code: word, delayMs } = guarded;
    return { code: GUARDED[word], word, ...(delayMs === undefined ? {} : { delayMs }) };
  }
  const words = causes.flatMap((cause) => [codeOf(cause) ?? [], cause.name].flat());
  if (words.some((word) => TIMEOUTS.has(word))) return { code: 'timeout' };
  if (words.some((word) => NEVER_SENT.has(word))) return { code: 'invalid_request' };
  const word = causes.flatMap((cause) => codeOf(cause) ?? []).at(-1);
  return { code: 'network', ...(word ? { word } : {}) };
}

function codeOf(error: Error): string | undefined {
  return 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
