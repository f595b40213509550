import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { NormalizedDelivery } from '../../../src/integrations/contract.ts';
import { NotUnderstood } from '../../../src/integrations/errors.ts';
import { render } from '../../../src/integrations/render/index.ts';

const FIXTURES = join(process.env.CONTRACTS_DIR ?? '../shared/contracts', 'fixtures/render');
const absent = existsSync(FIXTURES) ? '' : ` (skipped: no ${FIXTURES}; set CONTRACTS_DIR)`;

/** In the shape that https://render.com/docs/webhooks documents. */
function delivery(type: string, data: Record<string, unknown> = {}) {
  return {
    type,
    timestamp: '2026-11-24T10:30:00.979294509Z',
    data: { id: 'evt-1', serviceId: 'srv-1', serviceName: 'web-app-preview', ...data },
  };
}

function normalize(
  body: unknown,
  headers: Record<string, string> = { 'webhook-id': 'evt-delivery' },
): NormalizedDelivery {
  const bytes = Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
  return render.webhook.normalize({ headers, body: bytes });
}

describe('what is used', () => {
  test.each([
    ['deploy_started', undefined, 'building'],
    ['deploy_ended', 'succeeded', 'ready'],
    ['deploy_ended', 'failed', 'failed'],
    ['deploy_ended', 'canceled', 'cancelled'],
    ['deploy_ended', 'something_new', 'building'],
    ['deploy_ended', null, 'building'],
    ['deploy_ended', 2, 'building'],
    ['deploy_ended', 'toString', 'building'],
  ])('%s, %s', (type, status, state) => {
    expect(normalize(delivery(type, { status }))).toEqual({
      deliveryId: 'evt-delivery',
      type,
      events: [{ kind: 'deployment', lead: 'event/evt-1', state, target: 'preview' }],
    });
  });

  test.each([
    ['deployId', { deployId: 'dep-1' }],
    ['id', { id: 'dep-1' }],
  ])('the deploy itself, should Render name it as %s', (_where, data) => {
    expect(normalize(delivery('deploy_ended', data)).events[0]).toMatchObject({ externalId: 'srv-1/dep-1' });
  });

  test('the event stands for the delivery where its header was lost', () => {
    expect(normalize(delivery('deploy_ended'), {}).deliveryId).toBe('evt-1');
  });
});

test.each(['server_failed', 'build_ended', 'deploy_ended_twice', 'toString'])(
  '%s is ignored, and says so',
  (type) => {
    expect(normalize(delivery(type))).toEqual({
      deliveryId: 'evt-delivery',
      type,
      events: [],
      ignored: `event type not used: ${type}`,
    });
  },
);

test('an event of a database, which has no service, is ignored', () => {
  expect(normalize({ type: 'postgres_created', data: { id: 'evt-1' } })).toMatchObject({ events: [] });
});

test.each([
  ['no JSON', '{"type": ', /not JSON/],
  ['nothing', '', /not JSON/],
  ['a list', '[]', /the body/],
  ['null', 'null', /the body/],
  ['no type', { data: { id: 'evt-1' } }, /the body\.type/],
  ['no data', { type: 'deploy_ended' }, /the body\.data/],
  ['no event id', { type: 'deploy_ended', data: { serviceId: 'srv-1' } }, /the body\.data\.id/],
  ['a deploy of no service', delivery('deploy_ended', { serviceId: null }), /the body\.data\.serviceId/],
  ['a service without id', delivery('deploy_started', { serviceId: '' }), /the body\.data\.serviceId/],
])('%s is not understood', (_what, body, message) => {
  expect(() => normalize(body)).toThrow(NotUnderstood);
  expect(() => normalize(body)).toThrow(message);
});

describe.skipIf(absent)(`payloads that are known of Render${absent}`, () => {
  test('become events or are ignored on purpose', () => {
    const counts = { events: 0, ignored: 0, errors: 0 };
    for (const name of readdirSync(FIXTURES).filter((file) => file.startsWith('webhook-'))) {
      const { headers, body } = JSON.parse(readFileSync(join(FIXTURES, name), 'utf8'));
      try {
        const delivery = normalize(body, headers);
        expect(delivery.deliveryId).toBe(headers['webhook-id']);
        counts[delivery.ignored === undefined ? 'events' : 'ignored'] += 1;
      } catch {
        counts.errors += 1;
      }
    }
    console.table(counts);
    expect(counts).toEqual({ events: 1, ignored: 0, errors: 0 });
  });
});
