import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { apiRoutes } from '../../src/http/api.ts';
import { insertDeliveryIfNew } from '../../src/store/webhook-deliveries.ts';
import { type House, openHouse } from '../slack/house.ts';
import { deliveryRow } from '../store/rows.ts';

const TOKEN = 'an-api-token-of-some-length';
let house: House;
let server: Server;

beforeEach(async () => {
  house = await openHouse();
  await house.connect('github');
  await house.connect('vercel', 'T2');
  house.vendors.normalize = () => ({ deliveryId: 'evt_1', type: 'push', events: [] });
  const { rooms } = house;
  const routes = apiRoutes({ ...house, ...rooms, token: TOKEN, runs: rooms.issues.runs });
  server = express().use(routes).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const failed = { status: 'failed', delivery_id: 'sha256:aa' } as const;
  await insertDeliveryIfNew(house.database.db, deliveryRow({ ...failed, id: 'd1' }));
  await insertDeliveryIfNew(
    house.database.db,
    deliveryRow({ ...failed, id: 'd2', workspace_id: 'T2', integration_id: 'int-2', provider: 'github' }),
  );
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await house.close();
});

const post = (path: string, body?: string) => ask('POST', `deliveries/${path}`, body);

async function ask(method: string, path: string, body?: string) {
  const { port } = server.address() as AddressInfo;
  const response = await fetch(`http://127.0.0.1:${port}/api/${path}`, {
    method,
    headers: { authorization: `Bearer ${TOKEN}` },
    ...(body === undefined ? {} : { body }),
  });
  return { status: response.status, body: (await response.json()) as unknown };
}

it('replays a delivery of whatever workspace, and says what became of it', async () => {
  const delivery = { id: 'd2', provider: 'github', type: 'push' };
  expect(await post('d2/replay')).toEqual({ status: 200, body: { delivery, outcome: 'begun' } });
  expect(await post('d2/replay')).toMatchObject({ body: { outcome: 'under_way' } });
});

it('replays all that failed, of one provider where it is named', async () => {
  expect(await post('replay', '{"provider":"github"}')).toMatchObject({
    status: 200,
    body: { replayed: [{ delivery: { id: 'd2' } }], left: 0 },
  });
  expect(await post('replay')).toMatchObject({ body: { replayed: [{ delivery: { id: 'd1' } }] } });
});

it('says what is wrong with a request, and does nothing', async () => {
  expect(await post('d9/replay')).toMatchObject({
    status: 404,
    body: { error: expect.stringContaining('GET /api/deliveries') },
  });
  expect(await post('replay', '{"providr":"github"}')).toMatchObject({ status: 400 });
  expect(await post('replay', '[]')).toMatchObject({ status: 400 });
  house.policy.roles.api = 'deployer';
  expect(await post('replay')).toMatchObject({ status: 403 });
  expect((await house.queue.counts()).ready).toBe(0);
});

it('lists the dead letters of all workspaces, each once, and has them tried anew', async () => {
  await house.bury('j1', 'issue.match', { workspaceId: 'T1', title: 'a secret plan' });
  await house.bury('j2', 'issue.match', { workspaceId: 'T2' });
  await house.bury('j3', 'audit.prune', {});
  const listed = await ask('GET', 'dead-letters');
  expect(listed).toMatchObject({
    status: 200,
    body: { dead_letters: [{ id: 'j1' }, { id: 'j3' }, { id: 'j2' }] },
  });
  expect(JSON.stringify(listed.body)).toContain('the vendor is down');
  expect(JSON.stringify(listed.body)).not.toContain('a secret plan');

  expect(await ask('POST', 'dead-letters/j2/revive')).toMatchObject({ body: { revived: [{ id: 'j2' }] } });
  expect(await ask('POST', 'dead-letters/j2/revive')).toMatchObject({ status: 404 });
  expect(await ask('POST', 'dead-letters/revive', '{"kind":"audit.prune"}')).toMatchObject({
    body: { revived: [{ id: 'j3' }] },
  });
  expect(await ask('POST', 'dead-letters/revive', '{"what":"all"}')).toMatchObject({ status: 400 });
  house.policy.roles.api = 'viewer';
  expect(await ask('GET', 'dead-letters')).toMatchObject({ status: 200 });
  expect(await ask('POST', 'dead-letters/revive')).toMatchObject({ status: 403 });
  expect(await house.queue.counts()).toMatchObject({ ready: 2, dead: 1 });
});
