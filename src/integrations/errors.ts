/** Stable codes of what can go wrong with a vendor. */
export type ProviderErrorCode =
  | 'unauthorized'
  | 'forbidden'
  | 'not_found'
  | 'invalid_request'
  | 'rate_limited'
  /** It has not answered for a while, and is left alone until `delayMs` have passed: nothing was sent. */
  | 'resting'
  | 'unavailable'
  | 'timeout'
  | 'network'
  | 'unreadable_answer'
  | 'blocked_host'
  /** The tracker has no way from the status to the one wanted. */
  | 'no_transition'
  /** Somebody else wrote the same thing between our look and our write. */
  | 'changed_meanwhile'
  | 'production_branch'
  | 'production_deployment';

const RETRYABLE: ReadonlySet<ProviderErrorCode> = new Set([
  'rate_limited',
  'resting',
  'unavailable',
  'timeout',
  'network',
  'changed_meanwhile',
]);

/**
 * Everything a vendor call can fail with, in one shape. `message` is for logs; `advice` is a sentence a person
 * can act on. Only network trouble, 429, 5xx and somebody else's write are worth a retry (`retryable`); `delayMs` is the
 * vendor's own wish (`Retry-After`), in milliseconds.
 */
export class ProviderError extends Error {
  override readonly name = 'ProviderError';
  readonly code: ProviderErrorCode;
  readonly advice: string;
  readonly status: number | undefined;
  readonly delayMs: number | undefined;

  constructor(
    code: ProviderErrorCode,
    advice: string,
    options: { status?: number; delayMs?: number; detail?: string; cause?: unknown } = {},
  ) {
    super(options.detail ? `${code}: ${options.detail}` : `${code}: ${advice}`, { cause: options.cause });
    this.code = code;
    this.advice = advice;
    this.status = options.status;
    this.delayMs = options.delayMs;
  }

  get retryable(): boolean {
    return RETRYABLE.has(this.code);
  }
}

/** Whether it is a `ProviderError` with one of these codes. */
export function hasCode(error: unknown, ...codes: ProviderErrorCode[]): error is ProviderError {
  return error instanceof ProviderError && codes.includes(error.code);
}

/** A verified webhook whose body is not what its vendor sends: answered 400, kept for a replay after a fix. */
export class NotUnderstood extends Error {
  override readonly name = 'NotUnderstood';
}
