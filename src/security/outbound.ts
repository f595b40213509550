import { Agent, type Dispatcher, getGlobalDispatcher, interceptors, Pool, setGlobalDispatcher } from 'undici';
import { createAllowList } from './allow-list.ts';
import { CallRecorder, type OutboundCall } from './call-recorder.ts';
import { type Caller, currentCaller } from './caller.ts';
import { OutboundError } from './outbound-error.ts';
import { type Lookup, lookupAll, pinnedLookup, refusePrivate } from './pinned-lookup.ts';
import { currentTrace } from './trace.ts';

/** Keeps each caller to what its vendor allows. */
export interface CallLimiter {
  /** Takes one request from the caller's allowance. How long to wait where it is used up, in ms; 0 to go ahead. */
  take(caller: Caller): Promise<number>;
  /** Told of each answer: vendors tell in their headers how they count. */
  observe(caller: Caller, status: number, headers: Headers): void;
}

/** Leaves vendors alone that do not answer. */
export interface CallBreaker {
  /** How long to wait, in ms; or, where the call may be made, what is to be told of its end. */
  begin(caller: Caller): number | ((call: OutboundCall) => void);
}

export interface OutboundOptions {
  /** `api.github.com`, or `*.atlassian.net` for every name under it. Reached by https on port 443 only. */
  allowedHosts: readonly string[];
  /** URLs the operator set in the environment: their exact origins may be http and private. */
  operatorOrigins: readonly string[];
  /** In milliseconds. `bodyMs` is the longest silence within an answer. */
  timeouts: { connectMs: number; headersMs: number; bodyMs: number };
  /** Holds for what came over the wire and for what it decompresses to. */
  maxResponseBytes: number;
  /** Asked before each request that has a caller. */
  limiter?: CallLimiter;
  /** Asked before that. */
  breaker?: CallBreaker;
  /** Told of every request once, when it has ended; must not throw. */
  onCall: (call: OutboundCall) => void;
  /** A monotonic clock in milliseconds. */
  now: () => number;
  lookup?: Lookup;
}

export interface Outbound {
  readonly dispatcher: Dispatcher;
  /** Puts every `fetch` of this process behind the guard, SDKs' included. Returns what undoes it. */
  install(): () => void;
  /** Breaks off what is still running: call it when the work is done. */
  close(): Promise<void>;
}

/**
 * The one way out of the process. A request is refused with an `OutboundError` before a byte is sent, unless its
 * origin is on the allow-list (or is the caller's own) and every address it resolves to is public; the connection is
 * made to the addresses that were checked. fetch follows a redirect with a new request, which is judged anew.
 *
 * Throws `TypeError` for an allow-list entry that makes no sense.
 */
export function createOutbound(options: OutboundOptions): Outbound {
  const { timeouts, maxResponseBytes, limiter, breaker, lookup = lookupAll } = options;
  const allowList = createAllowList(options.allowedHosts, options.operatorOrigins);
  const connect = { timeout: timeouts.connectMs };
  const guarded = { ...connect, lookup: pinnedLookup(lookup, refusePrivate) };
  const trusted = { ...connect, lookup: pinnedLookup(lookup, () => undefined) };

  const agent = new Agent({
    factory: (origin, poolOptions) =>
      new Pool(origin, {
        ...poolOptions,
        connect: allowList.isOperatorOrigin(new URL(origin).origin) ? trusted : guarded,
      }),
    headersTimeout: timeouts.headersMs,
    bodyTimeout: timeouts.bodyMs,
    maxResponseSize: maxResponseBytes,
    // One connection a request: a vendor's stalled connection holds up no other call.
    allowH2: false,
  });

  const guard: Dispatcher.DispatcherComposeInterceptor = (dispatch) => (request, handler) => {
    const caller = currentCaller();
    const origin = parseOrigin(request.origin);
    const blocked = allowList.refusal(origin, caller?.hosts ?? []);
    const begun = caller && !blocked ? breaker?.begin(caller) : undefined;
    const refusal = blocked ?? (typeof begun === 'number' ? leftAlone(origin, begun) : undefined);
    const onEnd = typeof begun === 'function' ? begun : undefined;
    const recorder = record({ ...options, onEnd }, request, origin, caller, handler);
    if (refusal) {
      recorder.onResponseError(refusedController(refusal), refusal);
      return true;
    }
    // The origin as it was judged, so that no second reading of the text can differ.
    const send = () => dispatch({ ...request, origin: origin.origin }, recorder);
    if (!limiter || !caller) return send();
    afterTaking(limiter, caller, origin)
      .then(send)
      .catch((error: Error) => recorder.onResponseError(refusedController(error), error));
    return true;
  };

  // Decompressing here, before fetch would, is what makes the limit hold for a small answer that inflates.
  const decompress = interceptors.decompress({ maxSize: maxResponseBytes, skipErrorResponses: false });
  const dispatcher = agent.compose(decompress, guard);

  return {
    dispatcher,
    install() {
      const previous = getGlobalDispatcher();
      setGlobalDispatcher(dispatcher);
      return () => setGlobalDispatcher(previous);
    },
    close: () => agent.destroy(),
  };
}

/** Resolves when the request may be sent; rejects where its caller has to wait. */
async function afterTaking(limiter: CallLimiter, caller: Caller, { hostname }: URL): Promise<void> {
  const delayMs = await limiter.take(caller);
  if (delayMs <= 0) return;
  const seconds = Math.ceil(delayMs / 1000);
  const message = `Call to ${hostname} put off: the allowance is used up for ${seconds} s.`;
  throw new OutboundError('RATE_LIMITED', message, { delayMs });
}

function leftAlone({ hostname }: URL, delayMs: number): OutboundError {
  const seconds = Math.ceil(delayMs / 1000);
  const message = `Call to ${hostname} put off: it does not answer, and is left alone for ${seconds} s.`;
  return new OutboundError('CIRCUIT_OPEN', message, { delayMs });
}

function record(
  { now, onCall, onEnd, limiter }: OutboundOptions & { onEnd: ((call: OutboundCall) => void) | undefined },
  request: Dispatcher.DispatchOptions,
  origin: URL,
  caller: Caller | undefined,
  handler: Dispatcher.DispatchHandler,
): CallRecorder {
  const startedAt = now();
  // Asked now: the answer comes in the socket's context.
  const trace = currentTrace();
  return new CallRecorder(
    handler,
    (end) => {
      const call: OutboundCall = {
        ...(caller && { caller }),
        ...trace,
        method: request.method,
        origin: origin.origin,
        path: request.path.replace(/[?#].*$/s, ''),
        durationMs: now() - startedAt,
        ...end,
      };
      onEnd?.(call);
      onCall(call);
    },
    (status, headers) => {
      if (caller) limiter?.observe(caller, status, asHeaders(headers));
    },
  );
}

/** As undici has them, by name with one value or several. */
function asHeaders(raw: Readonly<Record<string, string | string[] | undefined>>): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(raw)) {
    for (const single of [value ?? []].flat()) headers.append(name, single);
  }
  return headers;
}

/** What stands for an origin that cannot be read: its scheme is never allowed. */
const NOWHERE = new URL('nowhere:');

function parseOrigin(origin: string | URL | undefined): URL {
  const text = String(origin ?? '');
  return URL.canParse(text) ? new URL(text) : NOWHERE;
}

/** undici's handlers expect a controller even where there is no request to control. */
function refusedController(reason: Error): Dispatcher.DispatchController {
  const nothing = () => undefined;
  return { aborted: true, paused: false, reason, abort: nothing, pause: nothing, resume: nothing };
}
