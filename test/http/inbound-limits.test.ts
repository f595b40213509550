import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { afterEach, describe, expect, it } from 'vitest';
import { FLOOD_LIMITS, floodGate } from '../../src/http/flood-gate.ts';
import { webhookRoutes } from '../../src/http/webhooks.ts';
import type { Intake } from '../../src/integrations/intake.ts';
import { recordedLog } from '../jobs/recorded-log.ts';
import { openSlackWorld } from '../slack/slack-world.ts';

const LIMITS = { deliveries: { requests: 3, seconds: 600 }, api: { requests: 2, seconds: 600 } };
const MEGABYTE = 1024 * 1024;

let server: Server;
afterEach(async () => {
  server?.closeAllConnections();
  await new Promise((resolve) => server?.close(resolve));
});

/** Our doors, with an intake that takes everything and notes how much. */
async function open(limits = FLOOD_LIMITS) {
  const taken: number[] = [];
  const floods: string[] = [];
  const intake: Intake = async (_provider, { body }) => {
    taken.push(body.length);
    return { kind: 'accepted', deliveries: ['d1'] };
  };
  const log = recordedLog();
  const inner = express()
    .use(webhookRoutes({ intake, log: log as never }))
    .use((_request, response) => void response.json({ reached: true }));
  server = createServer(floodGate(inner, limits, ({ door }) => floods.push(door)));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const post = (path: string, body: string | ReadableStream = '{}', headers: Record<string, string> = {}) =>
    fetch(`${address}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body,
      ...(typeof body === 'string' ? {} : { duplex: 'half' }),
    } as RequestInit);
  return { taken, floods, post, get: (path: string) => fetch(`${address}${path}`) };
}

async function statuses(count: number, ask: () => Promise<Response>): Promise<number[]> {
  const found: number[] = [];
  for (let i = 0; i < count; i += 1) found.push((await ask()).status);
  return found;
}

describe('promise 25: bodies over the limit are 413, the wrong type is 415, floods are 429', () => {
  it('takes a delivery of 25 MB and refuses a byte more, announced or not', async () => {
    const { post, taken } = await open();
    expect((await post('/api/webhooks/jira', 'x'.repeat(25 * MEGABYTE))).status).toBe(200);
    expect((await post('/api/webhooks/jira', 'x'.repeat(25 * MEGABYTE + 1))).status).toBe(413);
    let sent = 0;
    const unannounced = new ReadableStream({
      pull(controller) {
        sent += MEGABYTE;
        controller.enqueue(new Uint8Array(MEGABYTE));
        if (sent > 26 * MEGABYTE) controller.close();
      },
    });
    const outcome = await post('/api/webhooks/jira', unannounced).then(
      ({ status }) => status,
      () => 413,
    );
    expect(outcome).toBe(413);
    expect(taken).toEqual([25 * MEGABYTE]);
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'application/jsonp', ''])(
    'refuses a delivery of type %j',
    async (type) => {
      const { post, taken } = await open();
      expect((await post('/api/webhooks/vercel', '{}', { 'content-type': type })).status).toBe(415);
      expect(taken).toEqual([]);
    },
  );

  it('refuses a compressed delivery: what it would become nobody knows', async () => {
    const { post, taken } = await open();
    const answer = await post('/api/webhooks/vercel', 'x', { 'content-encoding': 'gzip' });
    expect(answer.status).toBe(415);
    expect(taken).toEqual([]);
  });

  it('turns an address away that floods, says for how long, and tells of it once', async () => {
    const { post, taken, floods } = await open(LIMITS);
    expect(await statuses(5, () => post('/api/webhooks/vercel'))).toEqual([200, 200, 200, 429, 429]);
    const answer = await post('/api/webhooks/vercel');
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(500);
    expect(taken).toHaveLength(3);
    expect(floods).toEqual(['api/webhooks/vercel']);
  });

  it('counts each door for itself: a flood at one shuts no other', async () => {
    const { post, get } = await open(LIMITS);
    await statuses(4, () => post('/api/webhooks/vercel'));
    expect((await post('/api/webhooks/github')).status).toBe(200);
    expect(await statuses(4, () => post('/slack/events'))).toEqual([200, 200, 200, 429]);
    expect(await statuses(3, () => get('/api/previews?x=1'))).toEqual([200, 200, 429]);
    expect((await get('/API/previews')).status).toBe(429);
    expect(await statuses(5, () => get('/healthz'))).toEqual([200, 200, 200, 200, 200]);
  });

  it('holds for Slack’s requests as well: 413 before anything is verified', async () => {
    const world = await openSlackWorld();
    const answer = await fetch(world.endpoint, { method: 'POST', body: 'x'.repeat(5 * MEGABYTE) });
    expect(answer.status).toBe(413);
    await world.close();
  });
});
