import { createServer, get, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createDoor, type Door } from '../../src/http/door.ts';
import { createOngoing, type Ongoing } from '../../src/timing/ongoing.ts';
import { until } from '../support/until.ts';

let door: Door;
let ongoing: Ongoing;
let server: Server;
let base: string;
let inside: ServerResponse[];

beforeEach(async () => {
  ongoing = createOngoing();
  inside = [];
  door = createDoor(ongoing, (path) => path === '/healthz');
  server = createServer(door.handler).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

const answerAtOnce = (_request: IncomingMessage, response: ServerResponse) => void response.end('ok');
const answerLater = (_request: IncomingMessage, response: ServerResponse) => void inside.push(response);

describe('the door', () => {
  it('is shut until it is opened', async () => {
    const response = await fetch(`${base}/api/webhooks/vercel`);
    expect(response.status).toBe(503);
    expect(await response.json()).toEqual({ ready: false, reason: 'starting' });
    door.open(answerAtOnce);
    expect(await (await fetch(`${base}/api/webhooks/vercel`)).text()).toBe('ok');
  });

  it('once shut turns away who comes, lets finish who is inside, and knows when all have left', async () => {
    door.open(answerLater);
    const slow = fetch(`${base}/slow`);
    await until(() => inside.length === 1);
    door.shut();

    const late = await fetch(`${base}/late`);
    expect(late.status).toBe(503);
    expect(late.headers.get('connection')).toBe('close');
    expect(Number(late.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await ongoing.ended(0)).toBe(false);

    const ended = ongoing.ended(10_000);
    inside[0]?.end('done');
    expect(await (await slow).text()).toBe('done');
    expect(await ended).toBe(true);
  });

  it('does not wait for whoever hung up', async () => {
    door.open(answerLater);
    const request = get(`${base}/slow`).on('error', () => {});
    await until(() => inside.length === 1);
    request.destroy();
    expect(await ongoing.ended(10_000)).toBe(true);
  });

  it('never shuts for some, and waits for none of them', async () => {
    door.open(answerLater);
    door.shut();
    const health = fetch(`${base}/healthz`);
    await until(() => inside.length === 1);
    expect(await ongoing.ended(0)).toBe(true);
    inside[0]?.end('ok');
    expect((await health).status).toBe(200);
  });
});
