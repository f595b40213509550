import { createHmac } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { DOCS, TEAM, USER, WEB_APP } from '../../../../src/sandbox/providers/vercel/account.ts';
import { ManualClock, until } from '../manual-clock.ts';
import { openReceiver, type Received, type Receiver } from '../receiver.ts';
import { type OpenVercel, openVercel, order } from './harness.ts';

const EVENTS = ['created', 'ready', 'succeeded', 'error', 'canceled'].map((name) => `deployment.${name}`);

/** What all deployment webhooks have; the tests look at these fields. */
const eventSchema = z.looseObject({
  id: z.string(),
  type: z.string(),
  createdAt: z.number(),
  region: z.string(),
  payload: z.looseObject({ deployment: z.looseObject({ id: z.string() }) }),
});
const eventOf = ({ body }: Received) => eventSchema.parse(JSON.parse(body.toString()));

describe('webhooks', () => {
  let open: OpenVercel;
  let receiver: Receiver;
  beforeEach(async () => {
    [open, receiver] = [await openVercel(), await openReceiver()];
  });
  afterEach(async () => {
    await open.close();
    await receiver.close();
  });

  const register = async (more = {}) =>
    (await open.call('POST', '/v1/webhooks', { url: receiver.url, events: EVENTS, ...more })).body as Record<
      string,
      string
    >;
  const deploy = async (ref: string, more = {}) =>
    (await open.call('POST', '/v13/deployments?forceNew=1', order(ref, more))).body as Record<string, string>;
  const arrived = (count: number) =>
    until(`${count} webhooks arrived`, () => receiver.received.length === count);
  const types = () => receiver.received.map((request) => eventOf(request).type).sort();
  const deliveries = () => open.vercel.panel().sections[3]?.items ?? [];
  const ended = (state: string) =>
    until(`a delivery is ${state}`, () => deliveries().some((item) => item.state === state));
  /** A failed try that will be followed by another. */
  const retried = (status: number) =>
    until(`a delivery answered ${status} waits`, () =>
      deliveries().some((item) => item.state?.startsWith(`answered ${status}, again at `)),
    );

  it('carry what the vendor writes, signed over the very bytes', async () => {
    const { secret = '' } = await register();
    const made = await deploy('feature/login', { meta: { marker: 'm-1' } });
    await arrived(1);
    const [request] = receiver.received as [Received];
    const { headers, body } = request;
    const event = eventOf(request);
    expect(headers['x-vercel-signature']).toBe(createHmac('sha1', secret).update(body).digest('hex'));
    expect(headers['content-type']).toBe('application/json');
    expect(event).toMatchObject({
      id: expect.stringMatching(/^\w{24}$/),
      type: 'deployment.created',
      createdAt: open.clock.now().getTime(),
      payload: {
        team: { id: TEAM.id },
        user: { id: USER.id },
        deployment: { id: made.id, name: 'web-app', url: made.url, meta: { marker: 'm-1' } },
        links: { deployment: made.inspectorUrl },
        project: { id: WEB_APP.id },
        plan: 'pro',
        target: null,
      },
    });
  });

  it.each([
    ['ready', 'feature/login', ['created', 'ready', 'succeeded']],
    ['failed', 'feature/broken', ['created', 'error']],
  ])('tell of a deployment that becomes %s', async (_what, branch, names) => {
    await register();
    await deploy(branch);
    open.clock.advance(6_000);
    await arrived(names.length);
    expect(types()).toEqual(names.map((name) => `deployment.${name}`));
  });

  it('tell of one that is cancelled', async () => {
    await register({ events: ['deployment.canceled'] });
    const { id } = await deploy('feature/login');
    await open.call('PATCH', `/v12/deployments/${id}/cancel`);
    await arrived(1);
    expect(eventOf(receiver.received[0]!).payload.deployment.id).toBe(id);
  });

  it('go only to those who asked for the event and the project', async () => {
    await register({ projectIds: [DOCS.id] });
    await register({ events: ['deployment.error'] });
    await deploy('feature/login');
    await deploy('feature/broken');
    open.clock.advance(6_000);
    await arrived(1);
    expect(types()).toEqual(['deployment.error']);
  });

  it('are sent again with the same id and bytes until taken', async () => {
    receiver.state.status = 503;
    await register({ events: ['deployment.created'] });
    await deploy('feature/login');
    await retried(503);
    open.clock.advance(999);
    expect(receiver.received).toHaveLength(1);
    receiver.state.status = 200;
    open.clock.advance(1);
    await ended('answered 200');
    const [first, second] = receiver.received;
    expect(second?.body).toEqual(first?.body);
    expect(second?.headers['x-vercel-signature']).toBe(first?.headers['x-vercel-signature']);
    open.clock.advance(3_600_000);
    expect(receiver.received).toHaveLength(2);
  });

  it('are given up after the last delay', async () => {
    receiver.state.status = 500;
    await register({ events: ['deployment.created'] });
    await deploy('feature/login');
    await retried(500);
    open.clock.advance(1_000);
    await until('the second failed', () => (deliveries()[0]?.detail ?? '').includes('2 attempts'));
    open.clock.advance(5_000);
    await ended('answered 500');
    expect(receiver.received).toHaveLength(3);
  });

  it('stop when the webhook is deleted', async () => {
    receiver.state.status = 500;
    const { id } = await register({ events: ['deployment.created'] });
    await deploy('feature/login');
    await retried(500);
    expect((await open.call('DELETE', `/v1/webhooks/${id}`)).status).toBe(204);
    await ended('webhook deleted');
  });

  it('can be lost, sent twice, and sent again by hand', async () => {
    await register({ events: ['deployment.created'] });
    await open.vercel.act('drop-webhooks', undefined, {});
    await deploy('feature/login');
    await ended('dropped on the way');
    await open.vercel.act('send-again', deliveries()[0]?.id, {});
    await arrived(1);

    await open.vercel.act('deliver-webhooks', undefined, {});
    await open.vercel.act('send-twice', undefined, {});
    await deploy('feature/login');
    await arrived(3);
    expect(receiver.received[1]?.body).toEqual(receiver.received[2]?.body);
  });
});

describe('after a restart', () => {
  let folder: string;
  let receiver: Receiver;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'pretend-vercel-'));
    receiver = await openReceiver();
  });
  afterEach(async () => {
    await receiver.close();
    await rm(folder, { recursive: true });
  });

  it('what was due is made up for: states, webhooks not made out yet and webhooks not taken', async () => {
    const clock = new ManualClock();
    const statePath = join(folder, 'vercel.json');
    const before = await openVercel({ clock, statePath });
    receiver.state.status = 500;
    await before.call('POST', '/v1/webhooks', { url: receiver.url, events: EVENTS });
    const { body } = await before.call('POST', '/v13/deployments?forceNew=1', order('feature/login'));
    expect(await readFile(statePath, 'utf8')).toContain(body.id);
    await until('the first was refused', () => receiver.received.length === 1);
    await before.close();

    receiver.state.status = 200;
    clock.advance(60_000);
    const after = await openVercel({ clock, statePath });
    await until('all have arrived', () => receiver.received.length === 4);
    const taken = receiver.received.slice(1).map(eventOf);
    expect(taken.map(({ type }) => type).sort()).toEqual([
      'deployment.created',
      'deployment.ready',
      'deployment.succeeded',
    ]);
    expect(taken.map(({ id }) => id)).toContain(eventOf(receiver.received[0]!).id);
    expect(await after.call('GET', `/v13/deployments/${body.id}`)).toMatchObject({
      status: 200,
      body: { readyState: 'READY' },
    });
    await after.close();
  });
});
