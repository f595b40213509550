import { describe, expect, test } from 'vitest';
import type { OutboundCall } from '../../src/security/call-recorder.ts';
import { callingAs } from '../../src/security/caller.ts';
import type { CallLimiter } from '../../src/security/outbound.ts';
import { findOutboundError } from '../../src/security/outbound-error.ts';
import { guard, refusalOf, serve } from './outbound-bench.ts';

const CALLER = { workspaceId: 'T1', integrationId: 'i1', provider: 'vercel' };

function limiter(waits: number[]) {
  const observed: unknown[] = [];
  const asked: unknown[] = [];
  const port: CallLimiter = {
    async take(caller) {
      asked.push(caller);
      return waits.shift() ?? 0;
    },
    observe: (caller, status, headers) =>
      observed.push([caller, status, headers.get('x-ratelimit-remaining')]),
  };
  return { port, observed, asked };
}

describe('the breaker of outgoing calls', () => {
  test('is asked before a call and told of its end, whatever that is', async () => {
    const server = await serve((request, response) => {
      if (request.url === '/cut') response.destroy();
      else response.end();
    });
    const ended: unknown[] = [];
    const begin = () => (call: OutboundCall) => void ended.push([call.status, call.error]);
    guard({ operatorOrigins: [server.origin], breaker: { begin } });
    await callingAs(CALLER, async () => (await fetch(server.origin)).text());
    await callingAs(CALLER, () => fetch(`${server.origin}/cut`)).catch(() => undefined);
    expect(ended).toEqual([
      [200, undefined],
      [undefined, 'UND_ERR_SOCKET'],
    ]);
  });

  test('puts a call off before a byte is sent and before the limiter counts it', async () => {
    const server = await serve((_request, response) => response.end());
    const { port, asked } = limiter([]);
    guard({ operatorOrigins: [server.origin], limiter: port, breaker: { begin: () => 9_000 } });
    const error = await callingAs(CALLER, () => fetch(server.origin)).catch((thrown: unknown) => thrown);
    expect(findOutboundError(error)).toMatchObject({ code: 'CIRCUIT_OPEN', delayMs: 9_000 });
    expect(server.requests).toEqual([]);
    expect(asked).toEqual([]);
  });

  test('is told of a call that the limiter puts off', async () => {
    const server = await serve((_request, response) => response.end());
    const ended: unknown[] = [];
    const begin = () => (call: OutboundCall) => void ended.push(call.error);
    guard({ operatorOrigins: [server.origin], limiter: limiter([2_500]).port, breaker: { begin } });
    await expect(callingAs(CALLER, () => fetch(server.origin))).rejects.toThrow();
    expect(ended).toEqual(['RATE_LIMITED']);
  });

  test('is not asked for a host that is not allowed, nor for a call of nobody', async () => {
    const server = await serve((_request, response) => response.end());
    guard({ operatorOrigins: [server.origin], breaker: { begin: () => 9_000 } });
    expect(await refusalOf(callingAs(CALLER, () => fetch('https://evil.example')))).toBe('BLOCKED_HOST');
    expect((await fetch(server.origin)).status).toBe(200);
  });
});

describe('the limiter of outgoing calls', () => {
  test('is asked once for each request with a caller, and told of each answer', async () => {
    const server = await serve((_request, response) => {
      response.writeHead(200, { 'x-ratelimit-remaining': '7' }).end('hello');
    });
    const { port, observed, asked } = limiter([0]);
    guard({ operatorOrigins: [server.origin], limiter: port });
    const text = await callingAs(CALLER, async () => (await fetch(server.origin)).text());
    expect(text).toBe('hello');
    expect(asked).toEqual([CALLER]);
    expect(observed).toEqual([[CALLER, 200, '7']]);
  });

  test('puts a call off before a byte is sent, with the time to wait, and the call is recorded', async () => {
    const server = await serve((_request, response) => response.end());
    const outbound = guard({ operatorOrigins: [server.origin], limiter: limiter([2_500]).port });
    const error = await callingAs(CALLER, () => fetch(server.origin)).catch((thrown: unknown) => thrown);
    expect(findOutboundError(error)).toMatchObject({ code: 'RATE_LIMITED', delayMs: 2_500 });
    expect(server.requests).toEqual([]);
    expect(outbound.calls).toMatchObject([{ caller: CALLER, error: 'RATE_LIMITED' }]);
  });

  test('sends a body that had to wait for its answer', async () => {
    const bodies: string[] = [];
    const server = await serve((request, response) => {
      request.setEncoding('utf8').on('data', (chunk: string) => bodies.push(chunk));
      request.on('end', () => response.end());
    });
    guard({ operatorOrigins: [server.origin], limiter: limiter([0]).port });
    await callingAs(CALLER, () => fetch(server.origin, { method: 'POST', body: 'a body' }));
    expect(bodies.join('')).toBe('a body');
  });

  test('is not asked for a host that is not allowed, nor for a call of nobody', async () => {
    const server = await serve((_request, response) => response.end());
    const { port, asked } = limiter([]);
    guard({ operatorOrigins: [server.origin], limiter: port });
    expect(await refusalOf(callingAs(CALLER, () => fetch('https://evil.example')))).toBe('BLOCKED_HOST');
    await fetch(server.origin);
    expect(asked).toEqual([]);
  });

  test('that breaks lets nothing through', async () => {
    const server = await serve((_request, response) => response.end());
    const broken: CallLimiter = { take: () => Promise.reject(new Error('lost')), observe: () => undefined };
    guard({ operatorOrigins: [server.origin], limiter: broken });
    await expect(callingAs(CALLER, () => fetch(server.origin))).rejects.toThrow('fetch failed');
    expect(server.requests).toEqual([]);
  });

  test('leaves a call alone that was given up while it waited', async () => {
    const server = await serve((_request, response) => response.end());
    const taken = Promise.withResolvers<number>();
    const port: CallLimiter = { take: () => taken.promise, observe: () => undefined };
    guard({ operatorOrigins: [server.origin], limiter: port });
    const abort = new AbortController();
    const call = callingAs(CALLER, () => fetch(server.origin, { signal: abort.signal }));
    abort.abort();
    await expect(call).rejects.toThrow('abort');
    taken.resolve(0);
    await callingAs(CALLER, () => fetch(`${server.origin}/next`)).then((answer) => answer.text());
    expect(server.requests).toEqual(['GET /next']);
  });
});
