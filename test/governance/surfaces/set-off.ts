import type { AddressInfo } from 'node:net';
import express from 'express';
import { createDeliveryHandler } from '../../../src/integrations/process-delivery.ts';
import { insertDeliveryIfNew } from '../../../src/store/webhook-deliveries.ts';
import { deliveryRow } from '../../store/rows.ts';
import { listenersOf } from './registry.ts';
import type { Line } from './table.ts';
import { API_TOKEN, type SurfaceWorld } from './world.ts';

/** Told of everything that is said to Slack: messages, views, payloads of its Web API. */
type Hear = (said: unknown) => void;

/** Sets off one line as the present actor. */
export async function setOff(world: SurfaceWorld, line: Line, hear: Hear = () => undefined): Promise<void> {
  const { surface, input } = line;
  const [kind, ...rest] = surface.split(' ');
  const name = rest.join(' ');
  if (kind === 'api') return callApi(world, name);
  if (kind === 'command') return typeCommand(world, `${name} ${input}`, hear);
  const listener = listenersOf(world.context).get(surface);
  if (!listener) throw new Error(`There is no ${surface}.`);
  const given = typeof input === 'function' ? input(world.things) : {};
  await listener({ ...surroundings(hear), ...withIds(given) });
}

async function typeCommand({ context }: SurfaceWorld, text: string, hear: Hear): Promise<void> {
  const actor = await context.resolveActor(slackThatTakesAll(hear), 'T1', 'U1');
  await context.runCommand(text, {
    actor,
    actorOf: async () => actor,
    channel: 'C1',
    timeZone: async () => 'UTC',
    say: async (said) => hear(said),
    openModal: async (view) => hear(view),
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
function slackThatTakesAll(hear: Hear): never {
  const call = async (said: unknown) => {
    hear(said);
    return { ok: true, ts: '1.1', view: { id: 'V1' } };
  };
  const slack: unknown = new Proxy(call, { get: (_target, name) => (name === 'then' ? undefined : slack) });
  return slack as never;
}

/** What Slack tells with every request. */
function surroundings(hear: Hear) {
  const ids = { team: { id: 'T1' }, user: { id: 'U1' }, trigger_id: 't', channel: { id: 'C1' } };
  const heard = async (said: unknown) => hear(said);
  return {
    ack: heard,
    respond: heard,
    client: slackThatTakesAll(hear),
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
