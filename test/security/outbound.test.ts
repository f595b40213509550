import { brotliCompressSync, gzipSync } from 'node:zlib';
import { request } from 'undici';
import { describe, expect, test } from 'vitest';
import { callingAs } from '../../src/security/caller.ts';
import { guard, outboundFor, refusalOf, serve } from './outbound-bench.ts';

describe('what gets through', () => {
  test('an origin of the operator, by fetch, once recorded with its caller and without its query', async () => {
    const server = await serve((_request, response) => response.end('hello'));
    const outbound = guard({ operatorOrigins: [server.origin] });
    const caller = { workspaceId: 'T1', integrationId: 'i1', provider: 'vercel' };

    const text = await callingAs(caller, async () =>
      (await fetch(`${server.origin}/a/b?token=secret`)).text(),
    );

    expect(text).toBe('hello');
    expect(server.requests).toEqual(['GET /a/b?token=secret']);
    expect(outbound.calls).toEqual([
      { caller, method: 'GET', origin: server.origin, path: '/a/b', status: 200, bytes: 5, durationMs: 10 },
    ]);
  });

  test('a name is connected to at the address our lookup gave, asked for once', async () => {
    const server = await serve((_request, response) => response.end('hello'));
    const asked: string[] = [];
    guard({
      operatorOrigins: [`http://vendor.internal:${server.port}`],
      lookup: async (hostname) => {
        asked.push(hostname);
        return [{ address: '127.0.0.1', family: 4 }];
      },
    });
    expect(await (await fetch(`http://vendor.internal:${server.port}/`)).text()).toBe('hello');
    expect(asked).toEqual(['vendor.internal']);
  });

  test('a body is sent, a failing status is no error', async () => {
    const server = await serve((incoming, response) => {
      response.writeHead(503, { 'x-type': incoming.headers['content-type'] }).end();
    });
    const outbound = guard({ operatorOrigins: [server.origin] });
    const answer = await fetch(server.origin, { method: 'POST', body: JSON.stringify({ a: 1 }) });
    expect([answer.status, answer.headers.get('x-type')]).toEqual([503, 'text/plain;charset=UTF-8']);
    expect(outbound.calls).toMatchObject([{ method: 'POST', path: '/', status: 503, bytes: 0 }]);
  });

  test.each([
    ['gzip', gzipSync],
    ['br', brotliCompressSync],
  ] as const)('a large %s answer arrives whole and decompressed', async (encoding, compress) => {
    const body = Buffer.from(Array.from({ length: 60_000 }, (_, line) => `line ${line}\n`).join(''));
    const server = await serve((_request, response) => {
      response.writeHead(200, { 'content-encoding': encoding }).end(compress(body));
    });
    const outbound = guard({ operatorOrigins: [server.origin] });
    const received = Buffer.from(await (await fetch(server.origin)).arrayBuffer());
    expect(received.equals(body)).toBe(true);
    expect(outbound.calls).toMatchObject([{ status: 200, bytes: body.length }]);
  });

  test('undici’s own request is seen as well', async () => {
    const server = await serve((_request, response) => response.end('{"ok":true}'));
    const outbound = guard({ operatorOrigins: [server.origin] });
    const { body } = await request(`${server.origin}/x`);
    expect(await body.json()).toEqual({ ok: true });
    expect(outbound.calls).toMatchObject([{ path: '/x', status: 200, bytes: 11 }]);
  });
});

describe('promise 14: what does not', () => {
  test.each([
    ['http://127.0.0.1:18080/', 'BLOCKED_HOST'],
    ['https://evil.example/', 'BLOCKED_HOST'],
    ['https://127.1/', 'BLOCKED_ADDRESS'],
    ['https://0x7f000001/', 'BLOCKED_ADDRESS'],
    ['https://2130706433/', 'BLOCKED_ADDRESS'],
    ['https://[::ffff:127.0.0.1]/', 'BLOCKED_ADDRESS'],
    ['https://[fe80::1]/', 'BLOCKED_ADDRESS'],
    ['https://169.254.169.254/latest/meta-data', 'BLOCKED_ADDRESS'],
  ])('%s fails with %s and is recorded once', async (url, code) => {
    const outbound = guard({});
    expect(await refusalOf(fetch(url))).toBe(code);
    expect(outbound.calls).toMatchObject([{ origin: new URL(url).origin, error: code, bytes: 0 }]);
    expect(outbound.calls[0]).not.toHaveProperty('status');
  });

  test.each([
    ['private alone', ['10.0.0.7']],
    ['private among public ones', ['93.184.215.14', '127.0.0.1']],
    ['metadata', ['169.254.169.254']],
    ['mapped', ['::ffff:127.0.0.1']],
  ])('an allowed name that resolves to a private address: %s', async (_what, addresses) => {
    const outbound = guard({
      allowedHosts: ['*.example.com'],
      lookup: async () => addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    });
    expect(await refusalOf(fetch('https://api.example.com/v1'))).toBe('BLOCKED_ADDRESS');
    expect(outbound.calls).toMatchObject([{ origin: 'https://api.example.com', error: 'BLOCKED_ADDRESS' }]);
  });

  test("a caller's own host is its own only, and held to public addresses", async () => {
    guard({ lookup: async () => [{ address: '192.168.0.10', family: 4 }] });
    const call = () => refusalOf(fetch('https://jira.acme.example/rest'));
    const jira = { workspaceId: 'T1', provider: 'jira', hosts: ['jira.acme.example'] };
    expect(await call()).toBe('BLOCKED_HOST');
    expect(await callingAs(jira, call)).toBe('BLOCKED_ADDRESS');
  });

  test('a redirect to the metadata address, or to another port here, is refused at the second hop', async () => {
    const inner = await serve((_request, response) => response.end('secret'));
    const targets = ['http://169.254.169.254/latest', `${inner.origin}/`, 'https://127.0.0.1/'];
    const server = await serve((incoming, response) => {
      response.writeHead(302, { location: targets[Number(incoming.url?.slice(1))] }).end();
    });
    const outbound = guard({ operatorOrigins: [server.origin] });
    const codes = [];
    for (const index of targets.keys()) codes.push(await refusalOf(fetch(`${server.origin}/${index}`)));
    expect(codes).toEqual(['BLOCKED_HOST', 'BLOCKED_HOST', 'BLOCKED_ADDRESS']);
    expect(inner.requests).toEqual([]);
    expect(outbound.calls.map(({ status, error }) => status ?? error)).toEqual([
      302,
      'BLOCKED_HOST',
      302,
      'BLOCKED_HOST',
      302,
      'BLOCKED_ADDRESS',
    ]);
  });

  test('what undici itself is asked for without an origin, or with one that cannot be read', async () => {
    const outbound = guard({});
    for (const origin of [undefined, 'not a url', 'https://']) {
      const failure = new Promise((_resolve, reject) => {
        outbound.dispatcher.dispatch(
          { ...(origin !== undefined && { origin }), path: '/', method: 'GET' },
          { onRequestStart: () => undefined, onResponseError: (_controller, error) => reject(error) },
        );
      });
      expect(await refusalOf(failure)).toBe('BLOCKED_HOST');
    }
    expect(outbound.calls).toHaveLength(3);
  });
});

test('undoing the installation puts the former dispatcher back', async () => {
  const server = await serve((_request, response) => response.end('hello'));
  const outbound = outboundFor();
  const undo = outbound.install();
  expect(await refusalOf(fetch(server.origin))).toBe('BLOCKED_HOST');
  undo();
  await outbound.close();
  expect(await (await fetch(server.origin)).text()).toBe('hello');
  expect(outbound.calls).toHaveLength(1);
});
