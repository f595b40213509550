import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { observedFetch } from '../../src/slack/observed-fetch.ts';

let server: Server;
let base: string;
let answer: RequestListener;
let told: string[];
const observed = observedFetch((method, outcome) => told.push(`${method} ${outcome}`));

beforeEach(async () => {
  told = [];
  server = createServer((request, response) => answer(request, response)).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

describe('a call of Slack’s Web API', () => {
  it.each([
    [200, '{"ok":true}', 'ok'],
    [200, '{"ok":false,"error":"not_in_channel"}', 'refused'],
    [200, '{"ok":false,"error":"ratelimited"}', 'rate_limited'],
    [429, '', 'rate_limited'],
    [503, '<html>', 'failed'],
  ])('answered %i %s is told as %s, and its answer passed on whole', async (status, body, outcome) => {
    answer = (_request, response) => response.writeHead(status).end(body);
    const response = await observed(`${base}/api/chat.postMessage`, { method: 'POST' });
    expect(await response.text()).toBe(body);
    expect(told).toEqual([`chat.postMessage ${outcome}`]);
  });

  it('that is cut off is told as failed, and fails', async () => {
    answer = (request) => request.socket.destroy();
    await expect(observed(`${base}/api/chat.update`)).rejects.toThrow('fetch failed');
    expect(told).toEqual(['chat.update failed']);
  });

  it.each(['/commands/T1/42/s3cretOfTheUrl', '/actions/T1/42/s3cret.of.the.url', '/api/x/../s3cret'])(
    'on another path (%s) keeps the path to itself',
    async (path) => {
      answer = (_request, response) => response.end('ok');
      await observed(new URL(base + path));
      expect(told).toEqual(['other ok']);
    },
  );
});
