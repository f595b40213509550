import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

/** So many requests from one address in so many seconds. */
export interface FloodLimit {
  requests: number;
  seconds: number;
}

export interface FloodLimits {
  /** For each provider's deliveries, and for Slack's requests. */
  deliveries: FloodLimit;
  /** For the JSON API. */
  api: FloodLimit;
}

/**
 * Far more than any vendor sends and far less than the process can verify: behind a proxy all have one address, and
 * nobody is to shut out a vendor by being noisy.
 */
export const FLOOD_LIMITS: FloodLimits = {
  deliveries: { requests: 5_000, seconds: 10 },
  api: { requests: 1_000, seconds: 10 },
};

/**
 * Answers 429 to an address that floods one of our doors, before its body is read, and lets all else through to `inner`.
 * `onFlood` is told once a window of each.
 */
export function floodGate(
  inner: RequestListener,
  limits: FloodLimits,
  onFlood: (flood: { door: string; address: string }) => void,
): RequestListener {
  const limiters = {
    deliveries: new RateLimiterMemory({
      points: limits.deliveries.requests,
      duration: limits.deliveries.seconds,
    }),
    api: new RateLimiterMemory({ points: limits.api.requests, duration: limits.api.seconds }),
  };

  return (request, response) => {
    const door = doorOf(request);
    if (!door) return inner(request, response);
    const address = request.socket.remoteAddress ?? '';
    limiters[door.kind].consume(`${door.name} ${address}`).then(
      () => inner(request, response),
      (spent: unknown) => {
        if (!(spent instanceof RateLimiterRes)) return response.destroy();
        if (spent.consumedPoints === limits[door.kind].requests + 1) onFlood({ door: door.name, address });
        return turnAway(response, spent.msBeforeNext);
      },
    );
  };
}

/** Which of our doors a request knocks at; what else we serve needs no gate. */
function doorOf({ url = '' }: IncomingMessage): { kind: keyof FloodLimits; name: string } | undefined {
  const path = pathOf(url).toLowerCase();
  const [, delivery] = /^\/(api\/webhooks\/[\w-]{1,40}|slack\/events)\b/.exec(path) ?? [];
  if (delivery) return { kind: 'deliveries', name: delivery };
  return path.startsWith('/api/') ? { kind: 'api', name: 'api' } : undefined;
}

/** A proxy may send the whole URL; Express takes both, and either case. */
function pathOf(url: string): string {
  return !url.startsWith('/') && URL.canParse(url) ? new URL(url).pathname : url;
}

/** The connection is not kept: what may still come on it would have to be read. */
function turnAway(response: ServerResponse, waitMs: number): void {
  const seconds = Math.max(1, Math.ceil(waitMs / 1000));
  response.writeHead(429, {
    'content-type': 'application/json',
    'retry-after': String(seconds),
    connection: 'close',
  });
  response.end(JSON.stringify({ error: `Too many requests. Try again in ${seconds} s.` }));
}
