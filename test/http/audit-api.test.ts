import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { apiRoutes } from '../../src/http/api.ts';
import { appendRunnerEvents } from '../../src/store/runner-events.ts';
import { type House, openHouse } from '../slack/house.ts';
import { at, eventRow } from '../store/rows.ts';

const TOKEN = 'a-token-of-the-api';

let house: House;
let server: Server;
let address: string;
beforeAll(async () => {
  house = await openHouse();
  const { database, rooms } = house;
  for (let i = 1; i <= 5; i += 1) {
    const workspace_id = i % 2 === 0 ? 'T2' : 'T1';
    await appendRunnerEvents(database.db, eventRow({ id: `e${i}`, workspace_id, created_at: at(i) }));
  }
  server = createServer(
    express().use(apiRoutes({ ...house, ...rooms, token: TOKEN, runs: rooms.issues.runs })),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await house.close();
});

async function get(query: string, headers: Record<string, string> = { authorization: `Bearer ${TOKEN}` }) {
  const response = await fetch(`${address}/api/audit/events${query}`, { headers });
  const body = (await response.json()) as { events?: { id: string }[]; next_cursor?: string; error?: string };
  return { status: response.status, ...body, ids: body.events?.map(({ id }) => id) };
}

describe('GET /api/audit/events', () => {
  it('gives page after page, newest first, of all workspaces', async () => {
    const first = await get('?limit=2');
    expect(first.ids).toEqual(['e5', 'e4']);
    const second = await get(`?limit=2&cursor=${first.next_cursor}`);
    expect(second.ids).toEqual(['e3', 'e2']);
    const last = await get(`?limit=2&cursor=${second.next_cursor}`);
    expect(last).toMatchObject({ ids: ['e1'], next_cursor: null });
  });

  it('misses nothing and doubles nothing while events are added', async () => {
    const first = await get('?limit=4');
    await appendRunnerEvents(house.database.db, eventRow({ id: 'e6', created_at: at(60) }));
    expect((await get(`?cursor=${first.next_cursor}`)).ids).toEqual(['e1']);
  });

  it('chooses by workspace, time, person and action, and proves what it gives', async () => {
    expect((await get('?workspace=T2')).ids).toEqual(['e4', 'e2']);
    expect((await get(`?since=${at(4)}&workspace=T2`)).ids).toEqual(['e4']);
    expect((await get('?actor=U9')).ids).toEqual([]);
    expect((await get('?action=preview.')).events?.[0]).toMatchObject({
      sequence: expect.any(Number),
      hash: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
  });

  it.each([
    ['?since=yesterday', 'since: expected a date like 2026-11-24'],
    ['?limit=0', 'limit: '],
    ['?limit=5000', 'limit: '],
    ['?cursor=nonsense', 'The cursor is not one'],
    ['?until=2026-11-24', 'until'],
  ])('refuses %s by name', async (query, message) => {
    const { status, error } = await get(query);
    expect(status).toBe(400);
    expect(error).toContain(message);
  });

  it('names the line of the policy that refuses it, as every route does', async () => {
    house.policy.roles.api = 'deployer';
    const refused = await get('');
    house.policy.roles.api = 'admin';
    expect(refused).toMatchObject({ status: 403, rule: 'roles' });
  });

  it('is closed to whoever has no token', async () => {
    expect(await get('', {})).toMatchObject({ status: 401, ids: undefined });
    expect(await get('', { authorization: 'Bearer wrong' })).toMatchObject({ status: 401 });
  });
});
