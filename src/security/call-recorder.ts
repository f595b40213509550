import type { Duplex } from 'node:stream';
import type { Dispatcher } from 'undici';
import type { Caller } from './caller.ts';
import { OutboundError } from './outbound-error.ts';

type Controller = Dispatcher.DispatchController;
type Headers = Parameters<NonNullable<Dispatcher.DispatchHandler['onResponseStart']>>[2];

/** One call to the outside, as audit and metrics see it. */
export interface OutboundCall {
  /** Absent where the call was made outside of any `callingAs`: Slack's own traffic. */
  caller?: Caller;
  /** The webhook delivery that it goes back to. */
  deliveryId?: string;
  method: string;
  /** Scheme, host and port. */
  origin: string;
  /** Without the query. It may still hold a secret (Slack's response URLs do): redact it before writing it down. */
  path: string;
  /** The final status; absent where no answer came. */
  status?: number;
  /** From the call to the end of its answer, in milliseconds. */
  durationMs: number;
  /** Length of the answer's body as received by the caller, decompressed. */
  bytes: number;
  /** Code of what went wrong: `BLOCKED_HOST`, `ECONNREFUSED`, `UND_ERR_HEADERS_TIMEOUT`, `AbortError`. */
  error?: string;
}

type CallEnd = Pick<OutboundCall, 'status' | 'bytes' | 'error'>;

/**
 * Stands between undici and whoever made a request, passes everything on, and tells of the request once, when it has
 * ended in whichever way.
 */
export class CallRecorder implements Dispatcher.DispatchHandler {
  readonly #handler: Dispatcher.DispatchHandler;
  readonly #onEnd: (end: CallEnd) => void;
  readonly #onAnswer: (status: number, headers: Headers) => void;
  #status: number | undefined;
  #bytes = 0;
  #ended = false;

  constructor(
    handler: Dispatcher.DispatchHandler,
    onEnd: (end: CallEnd) => void,
    onAnswer: (status: number, headers: Headers) => void,
  ) {
    this.#handler = handler;
    this.#onEnd = onEnd;
    this.#onAnswer = onAnswer;
  }

  onRequestStart(controller: Controller, context: unknown): void {
    this.#handler.onRequestStart?.(controller, context);
  }

  onRequestUpgrade(controller: Controller, status: number, headers: Headers, socket: Duplex): void {
    this.#status = status;
    this.#end();
    this.#handler.onRequestUpgrade?.(controller, status, headers, socket);
  }

  onResponseStart(controller: Controller, status: number, headers: Headers, statusText?: string): void {
    this.#status = status;
    this.#onAnswer(status, headers);
    this.#handler.onResponseStart?.(controller, status, headers, statusText);
  }

  onResponseData(controller: Controller, chunk: Buffer): void {
    this.#bytes += chunk.length;
    this.#handler.onResponseData?.(controller, chunk);
  }

  onResponseEnd(controller: Controller, trailers: Headers): void {
    this.#end();
    this.#handler.onResponseEnd?.(controller, trailers);
  }

  onResponseError(controller: Controller, error: Error): void {
    const own = inOwnWords(error);
    this.#end(codeOf(own));
    this.#handler.onResponseError?.(controller, own);
  }

  onResponseStarted(): void {
    this.#handler.onResponseStarted?.();
  }

  onBodySent(chunk: Buffer): void {
    this.#handler.onBodySent?.(chunk);
  }

  onRequestSent(): void {
    this.#handler.onRequestSent?.();
  }

  #end(error?: string): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#onEnd({
      bytes: this.#bytes,
      ...(this.#status !== undefined && { status: this.#status }),
      ...(error !== undefined && { error }),
    });
  }
}

function inOwnWords(error: Error): Error {
  if (codeOf(error) !== 'UND_ERR_RES_EXCEEDED_MAX_SIZE') return error;
  return new OutboundError('RESPONSE_TOO_LARGE', 'The answer is longer than allowed.', { cause: error });
}

/** undici's and Node's errors carry a code; an abort carries only its name. */
function codeOf(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}
