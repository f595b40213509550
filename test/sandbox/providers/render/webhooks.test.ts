import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { render } from '../../../../src/integrations/render/index.ts';
import { WEB_APP_PREVIEW_ID } from '../../../../src/sandbox/providers/render/account.ts';
import { RETRY_DELAYS_MS } from '../../../../src/sandbox/providers/render/delivery-rules.ts';
import { ManualClock, until } from '../manual-clock.ts';
import { openReceiver, type Receiver } from '../receiver.ts';
import { type OpenRender, openRender, platformOf } from './harness.ts';

const HOUR = 60 * 60_000;

describe('webhooks', () => {
  let open: OpenRender;
  let receiver: Receiver;
  let secret = '';
  beforeEach(async () => {
    [open, receiver] = [await openRender(), await openReceiver()];
    ({ secret } = (await (await open.connect()).webhooks?.register(receiver.url, 'unused')) ?? {
      secret: '',
    });
  });
  afterEach(async () => {
    await open.close();
    await receiver.close();
  });

  const deploy = async (branch: string) => (await platformOf(open)).deploy({ branch, marker: 'pv-1.1' });
  const arrived = (count: number) =>
    until(`${count} webhooks arrived`, () => receiver.received.length === count);
  const ended = (state: string) =>
    until(`a delivery is ${state}`, () => open.section('Deliveries').some((item) => item.state === state));
  /** A failed try that will be followed by another. */
  const retried = (status: number) =>
    until(`a delivery answered ${status} waits`, () =>
      open.section('Deliveries').some((item) => item.state?.startsWith(`answered ${status}, again at `)),
    );
  /** What the product makes of each delivery, having verified it. */
  const understood = () =>
    receiver.received.map((request) => {
      expect(render.webhook.verify(request, [secret], open.clock.now())).toEqual({
        ok: true,
        secretIndex: 0,
      });
      return render.webhook.normalize(request);
    });

  it.each([
    ['live', 'feature/login', 'ready'],
    ['failed', 'feature/broken', 'failed'],
  ])('tell of a deploy that becomes %s, signed as Render signs', async (_what, branch, state) => {
    await deploy(branch);
    open.clock.advance(1_000);
    await arrived(1);
    open.clock.advance(5_000);
    await arrived(2);
    const of = { kind: 'deployment', target: 'preview', lead: expect.stringMatching(/^event\/evt-/) };
    expect(understood().map(({ type, events }) => [type, events])).toEqual([
      ['deploy_started', [{ ...of, state: 'building' }]],
      ['deploy_ended', [{ ...of, state }]],
    ]);
  });

  it('are thin: the deploy is only in the event', async () => {
    const { externalId } = await deploy('feature/login');
    open.clock.advance(1_000);
    await arrived(1);
    const text = receiver.received[0]?.body.toString() ?? '';
    expect(text).not.toContain('dep-');
    const { data } = JSON.parse(text);
    expect(data).toEqual({
      id: expect.stringMatching(/^evt-[0-9a-z]{20}$/),
      serviceId: WEB_APP_PREVIEW_ID,
      serviceName: 'web-app-preview',
    });
    const { body } = await open.call('GET', `/events/${data.id}`);
    expect(body).toMatchObject({ details: { deployId: externalId.split('/')[1] } });
  });

  it('tell of one that is cancelled', async () => {
    const { externalId } = await deploy('feature/login');
    await (await platformOf(open)).cancel(externalId);
    await arrived(1);
    expect(understood()[0]?.events[0]).toMatchObject({ state: 'cancelled' });
  });

  it('are registered once for an address', async () => {
    const { webhooks } = await open.connect();
    const again = await webhooks?.register(receiver.url, 'unused');
    expect(open.section('Webhooks').map(({ id }) => id)).toEqual([again?.id]);
    await webhooks?.remove(again?.id ?? '');
    await webhooks?.remove(again?.id ?? '');
    expect(open.section('Webhooks')).toEqual([]);
  });

  it('are sent again with the same id and body, and a signature of that time', async () => {
    receiver.state.status = 503;
    await deploy('feature/login');
    open.clock.advance(1_000);
    await retried(503);
    receiver.state.status = 200;
    open.clock.advance(1_000);
    await ended('answered 200');
    const [first, second] = receiver.received;
    expect(second?.body).toEqual(first?.body);
    expect(second?.headers['webhook-id']).toBe(first?.headers['webhook-id']);
    expect(second?.headers['webhook-timestamp']).not.toBe(first?.headers['webhook-timestamp']);
    expect(new Set(understood().map(({ deliveryId }) => deliveryId)).size).toBe(1);
  });

  it('are given up after the last delay, and the webhook is disabled', async () => {
    receiver.state.status = 500;
    await deploy('feature/login');
    open.clock.advance(1_000);
    await retried(500);
    for (const [ms, attempts] of [
      [1_000, '2 attempts'],
      [5_000, '3 attempts'],
    ] as const) {
      open.clock.advance(ms);
      await until(`there were ${attempts}`, () =>
        open.section('Deliveries').some(({ detail }) => detail.includes(attempts)),
      );
    }
    expect(open.section('Webhooks')[0]?.state).toBe('disabled');
    const before = receiver.received.length;
    await deploy('feature/login');
    open.clock.advance(6_000);
    expect(receiver.received).toHaveLength(before);
  });

  it('can be lost, sent twice, and sent again by hand', async () => {
    await open.render.act('drop-webhooks', undefined, {});
    await deploy('feature/login');
    open.clock.advance(1_000);
    await ended('dropped on the way');
    await open.render.act('send-again', open.section('Deliveries')[0]?.id, {});
    await arrived(1);
    await open.render.act('deliver-webhooks', undefined, {});
    await open.render.act('send-twice', undefined, {});
    open.clock.advance(5_000);
    await arrived(3);
    const ids = understood().map(({ deliveryId }) => deliveryId);
    expect(ids[1]).toBe(ids[2]);
  });

  it('that were lost with their webhook are not sent again', async () => {
    await open.render.act('drop-webhooks', undefined, {});
    await deploy('feature/login');
    open.clock.advance(1_000);
    await ended('dropped on the way');
    await open.render.act('delete-webhook', open.section('Webhooks')[0]?.id, {});
    const again = await open.render.act('send-again', open.section('Deliveries')[0]?.id, {});
    expect(again).toEqual({ ok: false, error: 'Its webhook has been deleted.' });
    expect(receiver.received).toEqual([]);
  });
});

it('eight attempts are made within 33 hours', () => {
  expect(RETRY_DELAYS_MS).toHaveLength(7);
  const whole = RETRY_DELAYS_MS.reduce((sum, ms) => sum + ms, 0);
  expect(Math.round(whole / HOUR)).toBe(33);
});

describe('after a restart', () => {
  let folder: string;
  let receiver: Receiver;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'pretend-render-'));
    receiver = await openReceiver();
  });
  afterEach(async () => {
    await receiver.close();
    await rm(folder, { recursive: true });
  });

  it('what was due is made up for: states, events not made out yet and webhooks not taken', async () => {
    const clock = new ManualClock();
    const statePath = join(folder, 'render.json');
    const before = await openRender({ clock, statePath });
    receiver.state.status = 500;
    await (await before.connect()).webhooks?.register(receiver.url, 'unused');
    const { externalId } = await (await platformOf(before)).deploy({ branch: 'feature/login', marker: 'm' });
    clock.advance(1_000);
    await until('the first was refused', () => receiver.received.length === 1);
    await before.close();

    receiver.state.status = 200;
    clock.advance(60_000);
    const after = await openRender({ clock, statePath });
    await until('all have arrived', () => receiver.received.length === 3);
    const types = receiver.received.slice(1).map((request) => render.webhook.normalize(request).type);
    expect(types.toSorted()).toEqual(['deploy_ended', 'deploy_started']);
    expect(await (await platformOf(after)).get(externalId)).toMatchObject({ state: 'ready' });
    await after.close();
  });
});
