import type { AddressInfo } from 'node:net';
import express from 'express';
import { createDeliveryHandler } from '../../../src/integrations/process-delivery.ts';
import { insertDeliveryIfNew } from '../../../src/store/webhook-deliveries.ts';
import { deliveryRow } from '../../store/rows.ts';
import { listenersOf } from './registry.ts';
import type { Line } from './table.ts';
import { API_TOKEN, type SurfaceWorld } from './world.ts';

/** Sets off one line as the present actor. */
export async function setOff(world: SurfaceWorld, line: Line): Promise<void> {
  const { surface, input } = line;
  const [kind, ...rest] = surface.split(' ');
  const name = rest.join(' ');
  if (kind === 'api') return callApi(world, name);
  if (kind === 'command') return typeCommand(world, `${name} ${input}`);
  const listener = listenersOf(world.context).get(surface);
  if (!listener) throw new Error(`There is no ${surface}.`);
  const given = typeof input === 'function' ? input(world.things) : {};
  await listener({ ...surroundings(), ...withIds(given) });
}

async function typeCommand({ context }: SurfaceWorld, text: string): Promise<void> {
  const actor = await context.resolveActor(slack, 'T1', 'U1');
  await context.runCommand(text, {
    actor,
    actorOf: async () => actor,
    channel: 'C1',
    timeZone: async () => 'UTC',
    say: async () => undefined,
    openModal: async () => undefined,
  });
}

async function callApi({ api }: SurfaceWorld, route: string): Promise<void> {
  const [method = '', path = ''] = route.split(' ');
  const server = express().use(api).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`;
  await (await fetch(address, { method, headers: { authorization: `Bearer ${API_TOKEN}` } })).text();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}

/** Hands a delivery on; gives what became of it. */
export async function deliver({ house }: SurfaceWorld, provider: string): Promise<string | undefined> {
  const { database, rooms } = house;
  const events = JSON.stringify([{ kind: 'issue', action: 'updated', externalId: '1' }]);
  const { row } = await insertDeliveryIfNew(database.db, deliveryRow({ provider, events }));
  const handled = async () => undefined;
  const handler = createDeliveryHandler({
    ...rooms,
    database,
    events: { deployment: handled, issue: handled, push: handled, pull_request: handled },
  });
  await handler({ deliveryId: row.id }, { attempt: 1, signal: new AbortController().signal });
  const [after] = await database.db.selectFrom('webhook_deliveries').select('status').execute();
  return after?.status;
}

/** A Web API that takes everything. */
const slack = new Proxy(async () => ({ ok: true, ts: '1.1', view: { id: 'V1' } }), {
  get: (_target, name): unknown => (name === 'then' ? undefined : slack),
}) as never;

/** What Slack tells with every request. */
function surroundings() {
  const ids = { team: { id: 'T1' }, user: { id: 'U1' }, trigger_id: 't', channel: { id: 'C1' } };
  const heard = async () => undefined;
  return {
    ack: heard,
    respond: heard,
    client: slack,
    body: { ...ids, team_id: 'T1' },
    shortcut: ids,
    context: { botUserId: 'UB' },
  };
}

const EVERYWHERE = {
  team_id: 'T1',
  user_id: 'U1',
  channel_id: 'C1',
  trigger_id: 't',
  channel: 'C1',
  user: 'U1',
  ts: '1.1',
};

function withIds(given: Record<string, unknown>): Record<string, unknown> {
  const told = Object.entries(given).map(([key, value]) => [key, { ...EVERYWHERE, ...(value as object) }]);
  return Object.fromEntries(told);
}
