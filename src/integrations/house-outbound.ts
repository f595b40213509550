import type { OutboundCall } from '../security/call-recorder.ts';
import { type CallBreaker, type CallLimiter, createOutbound, type Outbound } from '../security/outbound.ts';
import type { Manifest } from './manifest.ts';

/** The way out to Slack, to the vendors of the manifests, and to where the operator said; to nowhere else. */
export function createHouseOutbound(options: {
  manifests: ReadonlyMap<string, Manifest>;
  /** URLs of the environment; they may be private. */
  operatorUrls: readonly (string | undefined)[];
  onCall: (call: OutboundCall) => void;
  limiter?: CallLimiter;
  breaker?: CallBreaker;
}): Outbound {
  const hosts = [...options.manifests.values()].flatMap(({ api }) => api.hosts);
  return createOutbound({
    allowedHosts: ['slack.com', '*.slack.com', ...hosts],
    operatorOrigins: options.operatorUrls.filter((url) => url !== undefined),
    timeouts: { connectMs: 5_000, headersMs: 30_000, bodyMs: 30_000 },
    maxResponseBytes: 32 * 1024 * 1024,
    now: () => performance.now(),
    onCall: options.onCall,
    ...(options.limiter && { limiter: options.limiter }),
    ...(options.breaker && { breaker: options.breaker }),
  });
}
