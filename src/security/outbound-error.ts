export type OutboundErrorCode =
  /** Not https, not on the allow-list, or an address nobody should be sent to. Nothing was sent. */
  | 'BLOCKED_HOST'
  /** The host is, or resolves to, an address that is not public. Nothing was sent. */
  | 'BLOCKED_ADDRESS'
  /** The answer is longer than allowed, once decompressed. */
  | 'RESPONSE_TOO_LARGE'
  /** The caller's allowance is used up for now. Nothing was sent. */
  | 'RATE_LIMITED'
  /** The vendor does not answer, and is left alone for now. Nothing was sent. */
  | 'CIRCUIT_OPEN';

/** A call that the outbound guard refused or broke off. The message is for logs; it holds no path and no query. */
export class OutboundError extends Error {
  override readonly name = 'OutboundError';
  readonly code: OutboundErrorCode;
  /** When it is worth trying again, in ms from now. */
  readonly delayMs: number | undefined;

  constructor(code: OutboundErrorCode, message: string, options: ErrorOptions & { delayMs?: number } = {}) {
    super(message, options);
    this.code = code;
    this.delayMs = options.delayMs;
  }
}

const DEEPEST_CAUSE = 8;

/**
 * Digs the guard's error out of whatever an SDK made of it: fetch wraps it in `cause`, Slack's WebClient in
 * `original`. undefined where the guard had no part in it.
 */
export function findOutboundError(error: unknown): OutboundError | undefined {
  let current = error;
  for (let depth = 0; depth < DEEPEST_CAUSE; depth += 1) {
    if (current instanceof OutboundError) return current;
    if (!(current instanceof Error)) return undefined;
    current = current.cause ?? ('original' in current ? current.original : undefined);
  }
  return undefined;
}
