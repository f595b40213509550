import { gzipSync } from 'node:zlib';
import { request } from 'undici';
import { describe, expect, test } from 'vitest';
import { startLoopbackServer } from './loopback-server.ts';
import { guard, refusalOf, serve } from './outbound-bench.ts';

const LOOPBACK = { address: '127.0.0.1', family: 4 };

describe('answers that are too long', () => {
  const limit = 10_000;

  test.each([
    ['announced', { 'content-length': '20000' }, Buffer.alloc(20_000, 'a')],
    ['in chunks', {}, Buffer.alloc(20_000, 'a')],
    ['a gzip bomb', { 'content-encoding': 'gzip' }, gzipSync(Buffer.alloc(5_000_000))],
    ['a bomb in a bomb', { 'content-encoding': 'gzip, gzip' }, gzipSync(gzipSync(Buffer.alloc(50_000_000)))],
  ])('%s', async (_what, headers, body) => {
    const server = await serve((_request, response) => {
      response.writeHead(200, headers);
      response.end(body);
    });
    const outbound = guard({ operatorOrigins: [server.origin], maxResponseBytes: limit });
    const reading = fetch(server.origin).then((response) => response.arrayBuffer());
    expect(await refusalOf(reading)).toBe('RESPONSE_TOO_LARGE');
    expect(outbound.calls).toMatchObject([{ status: 200, error: 'RESPONSE_TOO_LARGE' }]);
    expect(outbound.calls[0]!.bytes).toBeLessThanOrEqual(limit);
  });

  test('a failing status is limited too, and the limit itself is allowed', async () => {
    const server = await serve((incoming, response) => {
      const body = gzipSync(Buffer.alloc(incoming.url === '/exact' ? limit : limit + 1));
      response.writeHead(500, { 'content-encoding': 'gzip' }).end(body);
    });
    guard({ operatorOrigins: [server.origin], maxResponseBytes: limit });
    expect((await (await fetch(`${server.origin}/exact`)).arrayBuffer()).byteLength).toBe(limit);
    expect(await refusalOf(fetch(server.origin).then((response) => response.text()))).toBe(
      'RESPONSE_TOO_LARGE',
    );
  });
});

describe('calls that go wrong are recorded once, with a code', () => {
  test('nobody listens', async () => {
    const server = await startLoopbackServer(() => undefined);
    await server.close();
    const outbound = guard({ operatorOrigins: [server.origin] });
    await expect(fetch(server.origin)).rejects.toThrow();
    expect(outbound.calls).toMatchObject([{ error: 'ECONNREFUSED' }]);
  });

  test('the name is unknown', async () => {
    const outbound = guard({ allowedHosts: ['*.example.com'] });
    await expect(fetch('https://gone.example.com')).rejects.toThrow();
    expect(outbound.calls).toMatchObject([{ error: 'ENOTFOUND' }]);
  });

  test.each([
    ['no connection', { connectMs: 20 }, 'UND_ERR_CONNECT_TIMEOUT'],
    ['no answer', { headersMs: 20 }, 'UND_ERR_HEADERS_TIMEOUT'],
    ['no more of the answer', { bodyMs: 20 }, 'UND_ERR_BODY_TIMEOUT'],
  ])('%s in time', async (what, timeouts, code) => {
    const server = await serve((_request, response) => {
      if (what === 'no more of the answer') response.writeHead(200).write('half');
    });
    const outbound = guard({
      operatorOrigins: [`http://vendor.internal:${server.port}`],
      timeouts: { connectMs: 5_000, headersMs: 5_000, bodyMs: 5_000, ...timeouts },
      lookup: () => (what === 'no connection' ? new Promise(() => undefined) : Promise.resolve([LOOPBACK])),
    });
    const reading = fetch(`http://vendor.internal:${server.port}/`).then((response) => response.text());
    await expect(reading).rejects.toThrow();
    expect(outbound.calls).toMatchObject([{ error: code }]);
  });

  test('the request itself makes no sense', async () => {
    const server = await serve((_request, response) => response.end());
    const outbound = guard({ operatorOrigins: [server.origin] });
    await expect(request(server.origin, { method: 'NO METHOD' })).rejects.toThrow('method');
    expect(outbound.calls).toMatchObject([{ error: 'UND_ERR_INVALID_ARG' }]);
  });

  test('the guard is closed under it', async () => {
    const server = await serve(() => undefined);
    const outbound = guard({ operatorOrigins: [server.origin] });
    const reading = fetch(server.origin);
    await outbound.close();
    await expect(reading).rejects.toThrow();
    expect(outbound.calls).toMatchObject([{ error: 'UND_ERR_DESTROYED' }]);
  });

  test('the connection breaks within the answer', async () => {
    const server = await serve((_request, response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('half', () => response.destroy());
    });
    const outbound = guard({ operatorOrigins: [server.origin] });
    await expect(fetch(server.origin).then((response) => response.text())).rejects.toThrow();
    expect(outbound.calls).toMatchObject([{ status: 200, error: 'UND_ERR_SOCKET', bytes: 4 }]);
  });

  test('the caller gives up', async () => {
    const abort = new AbortController();
    const server = await serve(() => abort.abort());
    const outbound = guard({ operatorOrigins: [server.origin] });
    await expect(fetch(server.origin, { signal: abort.signal })).rejects.toThrow('aborted');
    expect(outbound.calls).toMatchObject([{ error: 'AbortError' }]);
  });
});
