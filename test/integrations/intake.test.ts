import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Policy, policySchema } from '../../src/governance/policy-schema.ts';
import {
  createDeliveryHandler,
  type EventSource,
  onDeadDelivery,
} from '../../src/integrations/process-delivery.ts';
import { findDelivery, listRecentDeliveries } from '../../src/store/webhook-deliveries.ts';
import { ADMIN, type IntakeWorld, openIntakeWorld, TYPED } from './intake-world.ts';

let world: IntakeWorld;
let secret: string;
let address: string;
beforeEach(async () => {
  world = await openIntakeWorld();
  await world.configuration.configure(ADMIN, 'vercel', TYPED);
  const [integration] = (await world.settings.read('T1')).integrations;
  address = `T1.${integration?.id}`;
  secret = [...world.vendor.registrations.values()][0]?.secret ?? '';
});
afterEach(() => world.close());

const delivery = { id: 'd-1', type: 'deployment.ready' };

async function stored() {
  return listRecentDeliveries(world.database.db, 'T1', { limit: 10 });
}

describe('intake', () => {
  it('stores a delivery together with its job', async () => {
    const outcome = await world.intake('vercel', world.signed(delivery, secret), address);
    expect(outcome.kind).toBe('accepted');
    expect(await stored()).toMatchObject([{ delivery_id: 'd-1', status: 'received' }]);
    expect(world.jobs).toMatchObject([{ kind: 'delivery.process' }]);
  });

  it('promise 5: takes the same delivery twice and handles it once', async () => {
    for (let times = 0; times < 2; times += 1)
      await world.intake('vercel', world.signed(delivery, secret), address);
    expect(await stored()).toHaveLength(1);
    expect(world.jobs).toHaveLength(1);
  });

  it('runs a dead delivery again when the vendor tries again', async () => {
    await world.intake('vercel', world.signed(delivery, secret), address);
    const [row] = await stored();
    const job = {
      id: 'j',
      kind: 'delivery.process',
      key: 'k',
      attempts: 4,
      lastError: 'down',
      createdAt: new Date(),
    } as const;
    await onDeadDelivery(world.database, { ...job, payload: { deliveryId: row?.id } });
    expect(await stored()).toMatchObject([{ status: 'dead', reason: 'down' }]);
    await world.intake('vercel', world.signed(delivery, secret), address);
    expect(world.jobs).toHaveLength(2);
  });

  it.each([
    ['another secret', (body: object) => world.signed(body, 'other')],
    ['no signature', (body: object) => ({ ...world.signed(body, secret), headers: {} })],
    [
      'a changed body',
      (body: object) => ({ ...world.signed(body, secret), body: Buffer.from('{"id":"d-1" }') }),
    ],
  ])('refuses %s and does nothing', async (_name, request) => {
    expect((await world.intake('vercel', request(delivery), address)).kind).toBe('unverified');
    expect(await stored()).toEqual([]);
    expect(world.jobs).toEqual([]);
  });

  it('promise 1: refuses malformed JSON with a bad signature before it looks at it', async () => {
    const request = { headers: { 'x-signature': 'zz' }, body: Buffer.from('{nonsense') };
    expect((await world.intake('vercel', request, address)).kind).toBe('unverified');
  });

  it('promise 3: is closed where no secret is known', async () => {
    await world.settings.update('T1', (draft) => {
      draft.integrations = [];
    });
    const outcome = await world.intake('vercel', world.signed(delivery, secret), undefined);
    expect(outcome).toMatchObject({
      kind: 'closed',
      advice: expect.stringContaining('VERCEL_WEBHOOK_SECRET'),
    });
  });

  it('promise 18: takes any of the environment’s secrets, old and new, while one is rotated', async () => {
    const intake = world.intakeWith({ vercel: ['old', 'new'] });
    for (const [index, each] of ['old', 'new'].entries()) {
      const outcome = await intake(
        'vercel',
        world.signed({ ...delivery, id: `d-${index}` }, each),
        undefined,
      );
      expect(outcome.kind).toBe('accepted');
    }
    expect((await intake('vercel', world.signed(delivery, 'removed'), undefined)).kind).toBe('unverified');
  });

  it('does not take one workspace’s secret for another’s address', async () => {
    expect((await world.intake('vercel', world.signed(delivery, secret), 'T2.int-1')).kind).toBe('closed');
  });

  it('keeps taking deliveries where one integration’s secret does not open', async () => {
    await world.settings.update('T2', (draft) => {
      const broken = structuredClone(draft.integrations[0]);
      draft.integrations = broken ? [broken] : [];
      draft.integrations.push({
        id: 'int-x',
        projectId: 'default',
        provider: 'vercel',
        fields: {},
        credentials: {},
        webhook: {
          url: 'https://x.example',
          secret: 'v1.00000000.AAAAAAAAAAAAAAAA.AAAA.AAAAAAAAAAAAAAAAAAAAAA',
        },
        configuredBy: 'U1',
        configuredAt: '2026-01-01T00:00:00.000Z',
      });
    });
    expect((await world.intake('vercel', world.signed(delivery, secret), undefined)).kind).toBe('accepted');
  });

  it.each([
    ['is not what the vendor sends', '{"nonsense":true}', 'not what this vendor sends'],
    ['makes the reader fail', '{cut off', 'BuildRunner failed to read it, and its log says why'],
  ])('keeps a signed body that %s, once, with what it takes to read it anew', async (_name, body, reason) => {
    const { headers } = world.signedBytes(body, secret);
    const more = {
      ...headers,
      'x-vendor-event': 'deployment',
      'x-forwarded-for': '192.0.2.1',
      authorization: 'Bearer x',
    };
    for (let times = 0; times < 2; times += 1) {
      const outcome = await world.intake('vercel', { headers: more, body: Buffer.from(body) }, address);
      expect(outcome).toEqual({ kind: 'not_understood', reason, deliveries: [expect.any(String)] });
    }
    const [row, ...others] = await stored();
    expect(others).toEqual([]);
    expect(row).toMatchObject({ status: 'failed', reason, type: 'not understood', events: '[]' });
    const kept = await findDelivery(world.database.db, row?.id ?? '');
    expect(Buffer.from(kept?.body ?? []).toString()).toBe(body);
    expect(JSON.parse(kept?.headers ?? '')).toEqual({ 'x-vendor-event': 'deployment' });
    expect(world.jobs).toEqual([]);
  });

  it('notes what is not used, and answers what is not understood', async () => {
    await world.intake('vercel', world.signed({ id: 'd-2', type: 'unused' }, secret), address);
    expect(await stored()).toMatchObject([{ status: 'ignored', reason: 'event type not used' }]);
    const nonsense = world.signed({ nonsense: true }, secret);
    expect((await world.intake('vercel', nonsense, address)).kind).toBe('not_understood');
    expect((await world.intake('gitlab', nonsense, address)).kind).toBe('unknown_provider');
  });
});

describe('the delivery job', () => {
  let policy: Policy;
  beforeEach(() => {
    policy = policySchema.parse({});
  });

  it('does nothing for a provider that the policy has taken off its list', async () => {
    policy = policySchema.parse({ integrations: { integrations_allowed: ['jira'] } });
    await world.intake('vercel', world.signed(delivery, secret), address);
    const [row] = await stored();
    const never = async () => {
      throw new Error('it was handed on');
    };
    const handler = createDeliveryHandler({
      database: world.database,
      policy: () => policy,
      now: () => new Date('2026-01-05T10:00:01.000Z'),
      events: { deployment: never, issue: never, push: never, pull_request: never },
    });
    await handler({ deliveryId: row?.id ?? '' }, { attempt: 1, signal: new AbortController().signal });
    const reason = 'The policy does not allow vercel; it allows: jira.';
    expect(await stored()).toMatchObject([{ status: 'ignored', reason }]);
  });

  it('hands each event on once and keeps what came of it', async () => {
    await world.intake('vercel', world.signed(delivery, secret), address);
    const [row] = await stored();
    const heard: string[] = [];
    const handler = createDeliveryHandler({
      database: world.database,
      policy: () => policy,
      now: () => new Date('2026-01-05T10:00:01.000Z'),
      events: {
        deployment: async (_transaction, source, { externalId }) => {
          heard.push(`${source.workspaceId} ${externalId}`);
          return undefined;
        },
        issue: async () => undefined,
        push: async () => undefined,
        pull_request: async () => undefined,
      },
    });
    const run = { attempt: 1, signal: new AbortController().signal };
    for (let times = 0; times < 2; times += 1) await handler({ deliveryId: row?.id ?? '' }, run);
    expect(heard).toEqual(['T1 dpl_1']);
    expect(await stored()).toMatchObject([{ status: 'done', handled_at: '2026-01-05T10:00:01.000Z' }]);
  });

  it.each([
    ['for the first time', { status: 'received' as const }, undefined],
    ['once it was replayed', { replayed_at: '2026-01-06T10:00:00.000Z' }, '2026-01-05T10:00:00.000Z'],
    ['once its job was given up and revived', { status: 'dead' as const }, '2026-01-05T10:00:00.000Z'],
  ])('tells whether what it hands on is old: %s', async (_name, changes, replayOf) => {
    await world.intake('vercel', world.signed(delivery, secret), address);
    const [row] = await stored();
    await world.database.db.updateTable('webhook_deliveries').set(changes).execute();
    const sources: EventSource[] = [];
    const handled = async (_transaction: unknown, source: EventSource) => {
      sources.push(source);
      return undefined;
    };
    const handler = createDeliveryHandler({
      database: world.database,
      policy: () => policy,
      now: () => new Date('2026-01-06T10:00:01.000Z'),
      events: { deployment: handled, issue: handled, push: handled, pull_request: handled },
    });
    await handler({ deliveryId: row?.id ?? '' }, { attempt: 1, signal: new AbortController().signal });
    expect(sources.map((source) => source.replayOf)).toEqual([replayOf]);
  });
});
