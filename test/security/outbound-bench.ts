import { onTestFinished } from 'vitest';
import type { OutboundCall } from '../../src/security/call-recorder.ts';
import { createOutbound, type Outbound, type OutboundOptions } from '../../src/security/outbound.ts';
import { findOutboundError } from '../../src/security/outbound-error.ts';
import { type LoopbackServer, startLoopbackServer } from './loopback-server.ts';

export interface OutboundBench extends Outbound {
  calls: OutboundCall[];
}

/** A guard that notes its calls, and resolves no name unless told how. */
export function outboundFor(options: Partial<OutboundOptions> = {}): OutboundBench {
  const calls: OutboundCall[] = [];
  let clock = 0;
  const outbound = createOutbound({
    allowedHosts: [],
    operatorOrigins: [],
    timeouts: { connectMs: 5_000, headersMs: 5_000, bodyMs: 5_000 },
    maxResponseBytes: 1_000_000,
    onCall: (call) => calls.push(call),
    now: () => {
      clock += 10;
      return clock;
    },
    lookup: async (hostname) => {
      throw Object.assign(new Error(`getaddrinfo ENOTFOUND ${hostname}`), { code: 'ENOTFOUND' });
    },
    ...options,
  });
  return { ...outbound, calls };
}

/** The same, installed until the test ends. */
export function guard(options: Partial<OutboundOptions>): OutboundBench {
  const outbound = outboundFor(options);
  const undo = outbound.install();
  onTestFinished(async () => {
    undo();
    await outbound.close();
  });
  return outbound;
}

/** A server on loopback that lives until the test ends. */
export async function serve(listener: Parameters<typeof startLoopbackServer>[0]): Promise<LoopbackServer> {
  const server = await startLoopbackServer(listener);
  onTestFinished(server.close);
  return server;
}

/** The guard's code for why `work` failed; undefined where it did not, or for another reason. */
export async function refusalOf(work: Promise<unknown>): Promise<string | undefined> {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  return findOutboundError(error)?.code;
}
