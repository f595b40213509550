import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { apiRoutes } from '../../src/http/api.ts';
import { ProviderError } from '../../src/integrations/errors.ts';
import type { SyncRun } from '../../src/issues/sync-runs.ts';
import { countSyncRun } from '../../src/store/sync-history.ts';
import { type House, openHouse } from '../slack/house.ts';

const TOKEN = 'an-api-token-of-some-length';
let house: House;
let server: Server;

beforeEach(() => open());
afterEach(close);

async function open(policy: unknown = {}) {
  house = await openHouse({ policy });
  await house.connect('github');
  await house.connect('vercel');
  const { rooms } = house;
  const routes = apiRoutes({ ...house, ...rooms, token: TOKEN, runs: rooms.issues.runs });
  server = express().use(routes).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
}

async function close() {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await house.close();
}

interface Answer {
  runs: SyncRun[];
  dry_runs: object[];
  error: string;
}

async function ask(path: string, init: RequestInit & { token?: string } = {}) {
  const { token = TOKEN, ...rest } = init;
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}/api/integrations/sync/${path}`;
  const response = await fetch(url, {
    ...rest,
    headers: { authorization: `Bearer ${token}`, ...rest.headers },
  });
  return { status: response.status, body: (await response.json()) as Answer };
}

/** As the guide's `curl -d '{…}'` sends it: JSON under the content type of a form. */
const post = (body: string, query = '') =>
  ask(`issues${query}`, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  });

describe('POST /api/integrations/sync/issues', () => {
  it('begins a run and answers with its id, by which the history knows it', async () => {
    const { status, body } = await post('{"integration_id": "int-github", "direction": "inbound"}');
    expect(status).toBe(202);
    expect(body.runs).toMatchObject([{ state: 'running', direction: 'inbound', trigger: 'api' }]);
    const counts = { processed: 5, created: 1, updated: 2, failed: 1, conflicts: 1 };
    await countSyncRun(house.database.db, body.runs[0]?.id ?? '', counts, '#4: refused');
    const history = await ask('history');
    expect(history.status).toBe(200);
    const [run] = history.body.runs;
    expect(run).toMatchObject({ id: body.runs[0]?.id, provider: 'github', error: '#4: refused', ...counts });
  });

  it('takes the query as well, and all trackers where none is named', async () => {
    expect((await post('', '?direction=outbound')).body.runs).toMatchObject([
      { integration_id: 'int-github', direction: 'outbound' },
    ]);
  });

  it('lists in a dry run what would change, and begins nothing', async () => {
    house.vendors.tracker.add({ title: 'An issue' });
    const { status, body } = await post('{"dry_run": true}');
    expect(status).toBe(200);
    expect(body.dry_runs).toMatchObject([{ provider: 'github', processed: 1, changes: [] }]);
    expect((await post('', '?dry_run=yes')).status).toBe(200);
    expect((await ask('history')).body.runs).toEqual([]);
  });

  it.each([
    ['{"integration_id": "int-none"}', 404, 'There is no issue tracker int-none.'],
    ['{"integration_id": "int-vercel"}', 404, 'There is no issue tracker int-vercel.'],
    ['{"integration_id": 7}', 400, 'integration_id: expected text, found number 7'],
    ['{"direction": "sideways"}', 400, 'direction: expected one of'],
    ['{"dryrun": true}', 400, 'dryrun: unknown key'],
    ['integration_id=int-github', 400, 'Send a JSON object'],
    ['[]', 400, 'Send a JSON object'],
  ])('refuses %s with %i', async (body, status, error) => {
    const answer = await post(body);
    expect(answer.status).toBe(status);
    expect(answer.body.error).toContain(error);
    expect((await ask('history')).body.runs).toEqual([]);
  });

  it('refuses another way than that of a run under way, and says what the vendor says', async () => {
    await post('{"direction": "inbound"}');
    expect(await post('{"direction": "outbound"}')).toMatchObject({ status: 409 });
    house.vendors.tracker.failures.push({
      method: 'changedSince',
      error: new ProviderError('unauthorized', 'The token was refused.'),
    });
    expect(await post('{"dry_run": true}')).toEqual({
      status: 502,
      body: { error: 'The token was refused.' },
    });
  });

  it('refuses what the policy does not allow, and whoever has no token', async () => {
    await close();
    await open({ integrations: { integrations_allowed: ['linear'] } });
    const refused = await post('{"integration_id": "int-github"}');
    expect(refused).toMatchObject({ status: 403, body: { rule: 'integrations.integrations_allowed' } });
    expect(await ask('issues', { method: 'POST', token: 'another' })).toMatchObject({ status: 401 });
    expect(await ask('history', { token: 'another' })).toMatchObject({ status: 401 });
  });
});

describe('GET /api/integrations/sync/history', () => {
  it('may be asked for one integration and for so many', async () => {
    await post('{}');
    expect((await ask('history?integration_id=int-other')).body.runs).toEqual([]);
    expect((await ask('history?limit=1&integration_id=int-github')).body.runs).toHaveLength(1);
    expect(await ask('history?limit=0')).toMatchObject({ status: 400 });
  });
});
