import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { afterEach, describe, expect, it } from 'vitest';
import { type OperationsOptions, operationRoutes } from '../../src/http/operations.ts';

const TOKEN = 'a-token-of-some-length';
let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

async function serve(
  options: Partial<OperationsOptions> = {},
): Promise<(path: string, token?: string) => Promise<Response>> {
  const router = operationRoutes({
    readiness: { check: async () => ({ ready: true }) },
    token: TOKEN,
    metrics: { page: async () => ({ contentType: 'text/plain; version=0.0.4', text: 'a_metric 1\n' }) },
    ...options,
  });
  const listening = createServer(express().use(router)).listen(0, '127.0.0.1');
  server = listening;
  await new Promise((resolve) => listening.once('listening', resolve));
  const base = `http://127.0.0.1:${(listening.address() as AddressInfo).port}`;
  return (path, token) =>
    fetch(base + path, { headers: token === undefined ? {} : { authorization: `Bearer ${token}` } });
}

describe('/metrics', () => {
  it('is for those who have the token', async () => {
    const get = await serve();
    const response = await get('/metrics', TOKEN);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toContain('version=0.0.4');
    expect(await response.text()).toBe('a_metric 1\n');
    for (const wrong of [undefined, '', 'another-token-of-length', `${TOKEN} `.repeat(2)]) {
      expect((await get('/metrics', wrong)).status).toBe(401);
    }
  });

  it('is closed where there is no token, to this machine as well', async () => {
    const get = await serve({ token: undefined });
    const response = await get('/metrics', 'undefined');
    expect(response.status).toBe(403);
    expect(await response.json()).toMatchObject({ error: expect.stringContaining('BUILDRUNNER_API_TOKEN') });
  });
});

describe('/healthz and /readyz', () => {
  it('are for everybody', async () => {
    const get = await serve({ token: undefined });
    expect(await (await get('/healthz')).json()).toEqual({ status: 'ok' });
    expect(await (await get('/readyz')).json()).toEqual({ ready: true });
  });

  it('tell a life from readiness', async () => {
    const get = await serve({ readiness: { check: async () => ({ ready: false, reason: 'stopping' }) } });
    expect((await get('/healthz')).status).toBe(200);
    const response = await get('/readyz');
    expect(response.status).toBe(503);
    expect(await response.json()).toEqual({ ready: false, reason: 'stopping' });
  });
});
