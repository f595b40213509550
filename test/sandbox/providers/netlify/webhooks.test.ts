import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { InboundRequest } from '../../../../src/integrations/contract.ts';
import { netlify as adapter } from '../../../../src/integrations/netlify/index.ts';
import { SITE } from '../../../../src/sandbox/providers/netlify/account.ts';
import { ManualClock, until } from '../manual-clock.ts';
import { openReceiver, type Receiver } from '../receiver.ts';
import { type OpenNetlify, openNetlify } from './harness.ts';

const SECRET = 's3cret';
const NOW = new Date('2026-03-02T10:00:00Z');

const normalize = (request: InboundRequest) => adapter.webhook.normalize(request);
const verify = (request: InboundRequest, secret = SECRET) =>
  adapter.webhook.verify(request, [secret], NOW).ok;

describe('webhooks', () => {
  let open: OpenNetlify;
  let receiver: Receiver;
  let connected: Awaited<ReturnType<OpenNetlify['connect']>>;
  beforeEach(async () => {
    [open, receiver] = [
      await openNetlify(),
      await openReceiver({ path: '/api/webhooks/netlify?integration=T1.int-1' }),
    ];
    connected = await open.connect();
  });
  afterEach(async () => {
    await open.close();
    await receiver.close();
  });

  const register = () => connected.webhooks.register(receiver.url, SECRET);
  const hook = (event: string, data: object = {}) =>
    open.call('POST', `/hooks?site_id=${SITE.id}`, {
      type: 'url',
      event,
      data: { url: receiver.url, ...data },
    });
  const deploy = (branch: string) => connected.deployments.deploy({ branch, marker: 'pv-1.1' });
  const arrived = (count: number) =>
    until(`${count} webhooks arrived`, () => receiver.received.length === count);
  const ended = (state: string) =>
    until(`a delivery is ${state}`, () => open.section('Deliveries').some((item) => item.state === state));
  /** A failed try that will be followed by another. */
  const retried = (status: number) =>
    until(`a delivery answered ${status} waits`, () =>
      open.section('Deliveries').some((item) => item.state?.startsWith(`answered ${status}, again at `)),
    );

  it.each([
    ['ready', 'feature/login', ['deploy_building:building', 'deploy_created:ready']],
    ['failed', 'feature/broken', ['deploy_building:building', 'deploy_failed:failed']],
  ])('tell of a deploy until it is %s, verified and understood', async (_what, branch, expected) => {
    await register();
    const { externalId } = await deploy(branch);
    open.clock.advance(1_500);
    await arrived(1);
    open.clock.advance(4_500);
    await arrived(2);
    expect(receiver.received.every((request) => verify(request))).toBe(true);
    expect(receiver.received.some((request) => verify(request, 'other'))).toBe(false);
    const told = receiver.received.map(normalize);
    expect(
      told.map(({ type, events }) => `${type}:${events[0] && 'state' in events[0] && events[0].state}`),
    ).toEqual(expected);
    for (const { events } of told) expect(events).toMatchObject([{ externalId, target: 'preview' }]);
    expect(new Set(told.map(({ deliveryId }) => deliveryId)).size).toBe(2);
  });

  it('tell of one that is cancelled', async () => {
    await register();
    const { externalId } = await deploy('feature/login');
    await connected.deployments.cancel(externalId);
    await arrived(1);
    expect(normalize(receiver.received[0]!)).toMatchObject({
      type: 'deploy_failed',
      events: [{ externalId, state: 'cancelled' }],
    });
  });

  it('tell of production as production, and of locks, which are ignored', async () => {
    await register();
    for (const event of ['deploy_locked', 'deploy_unlocked']) await hook(event, { signature_secret: SECRET });
    await open.act('push', 'main', { message: 'Release', deploy: 'yes' });
    const published = () => open.section('Deploys').find(({ detail }) => detail.includes('published'))?.id;
    const before = published();
    open.clock.advance(6_000);
    await arrived(1);
    expect(normalize(receiver.received[0]!).events).toMatchObject([{ state: 'ready', target: 'production' }]);
    expect(published()).not.toBe(before);
    expect(await open.act('lock', published())).toEqual({ ok: true });
    await arrived(2);
    expect(await open.act('unlock', published())).toEqual({ ok: true });
    await arrived(3);
    const ignored = receiver.received.slice(1);
    expect(ignored.every((request) => verify(request))).toBe(true);
    expect(ignored.map((request) => normalize(request).ignored)).toEqual([
      'event type not used: deploy_locked',
      'event type not used: deploy_unlocked',
    ]);
  });

  it('are not signed where the hook has no secret, and then not believed', async () => {
    await hook('deploy_building');
    await deploy('feature/login');
    open.clock.advance(1_500);
    await arrived(1);
    expect(receiver.received[0]?.headers['x-webhook-signature']).toBeUndefined();
    expect(verify(receiver.received[0]!)).toBe(false);
  });

  it('are registered anew without a trace of the old, and removed', async () => {
    await hook('deploy_locked');
    const first = await register();
    const { id } = await register();
    expect(id).not.toBe(first.id);
    expect(open.section('Webhooks').map(({ title }) => title)).toEqual([
      'deploy_locked',
      'deploy_created',
      'deploy_building',
      'deploy_failed',
    ]);
    await connected.webhooks.remove(id);
    await connected.webhooks.remove(id);
    expect(open.section('Webhooks').map(({ title }) => title)).toEqual(['deploy_locked']);
  });

  it('are sent again with the same bytes until taken', async () => {
    receiver.state.status = 503;
    await register();
    await deploy('feature/login');
    open.clock.advance(1_500);
    await retried(503);
    open.clock.advance(999);
    expect(receiver.received).toHaveLength(1);
    receiver.state.status = 200;
    open.clock.advance(1);
    await ended('answered 200');
    const [first, second] = receiver.received;
    expect(second?.body).toEqual(first?.body);
    expect(normalize(second!).deliveryId).toBe(normalize(first!).deliveryId);
  });

  it('are given up after the last delay', async () => {
    receiver.state.status = 500;
    await open.act('hold-builds');
    await register();
    await deploy('feature/login');
    open.clock.advance(1_500);
    await retried(500);
    open.clock.advance(1_000);
    await until('the second failed', () =>
      (open.section('Deliveries')[0]?.detail ?? '').includes('2 attempts'),
    );
    open.clock.advance(5_000);
    await ended('answered 500');
    expect(receiver.received).toHaveLength(3);
  });

  it('stop when the hook is deleted', async () => {
    receiver.state.status = 500;
    const { id } = await register();
    await deploy('feature/login');
    open.clock.advance(1_500);
    await retried(500);
    await connected.webhooks.remove(id);
    await ended('webhook deleted');
  });

  it('can be lost, sent twice, and sent again by hand', async () => {
    await open.act('hold-builds');
    await register();
    await open.act('drop-webhooks');
    await deploy('feature/login');
    open.clock.advance(1_500);
    await ended('dropped on the way');
    await open.act('send-again', open.section('Deliveries')[0]?.id);
    await arrived(1);

    await open.act('deliver-webhooks');
    await open.act('send-twice');
    await deploy('feature/login');
    open.clock.advance(1_500);
    await arrived(3);
    expect(receiver.received[1]?.body).toEqual(receiver.received[2]?.body);
  });
});

describe('after a restart', () => {
  let folder: string;
  let receiver: Receiver;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'pretend-netlify-'));
    receiver = await openReceiver({ path: '/api/webhooks/netlify?integration=T1.int-1' });
  });
  afterEach(async () => {
    await receiver.close();
    await rm(folder, { recursive: true });
  });

  it('what was due is made up for: states, webhooks not made out yet and webhooks not taken', async () => {
    const clock = new ManualClock();
    const statePath = join(folder, 'netlify.json');
    const before = await openNetlify({ clock, statePath });
    const { deployments, webhooks } = await before.connect();
    receiver.state.status = 500;
    await webhooks.register(receiver.url, SECRET);
    const { externalId } = await deployments.deploy({ branch: 'feature/login', marker: 'pv-1.1' });
    expect(await readFile(statePath, 'utf8')).toContain(externalId);
    clock.advance(1_500);
    await until('the first was refused', () => receiver.received.length === 1);
    await before.close();

    receiver.state.status = 200;
    clock.advance(60_000);
    const after = await openNetlify({ clock, statePath });
    await until('all have arrived', () => receiver.received.length === 3);
    expect(
      receiver.received
        .slice(1)
        .map((request) => normalize(request).type)
        .sort(),
    ).toEqual(['deploy_building', 'deploy_created']);
    expect((await (await after.connect()).deployments.get(externalId)).state).toBe('ready');
    await after.close();
  });
});
