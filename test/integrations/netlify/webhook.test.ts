import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { NotUnderstood } from '../../../src/integrations/errors.ts';
import { netlify } from '../../../src/integrations/netlify/index.ts';
import { DEPLOY_ID, deploy } from './answers.ts';

function normalize(body: unknown, event: string | undefined = 'deploy_created') {
  const bytes = Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
  return netlify.webhook.normalize({ headers: { 'x-netlify-event': event }, body: bytes });
}

describe('what is used', () => {
  test.each([
    ['deploy_building', 'building', 'building'],
    ['deploy_created', 'ready', 'ready'],
    ['deploy_failed', 'error', 'failed'],
    ['deploy_request_pending', 'pending_review', 'queued'],
    ['deploy_request_accepted', 'accepted', 'queued'],
    ['deploy_request_rejected', 'rejected', 'cancelled'],
  ])('%s of a deploy that is %s', (type, state, expected) => {
    expect(normalize(deploy({ state }), type)).toEqual({
      deliveryId: `${DEPLOY_ID}:${state}:${type}`,
      type,
      events: [{ kind: 'deployment', externalId: DEPLOY_ID, state: expected, target: 'preview' }],
    });
  });

  test.each([
    ['deploy_building', 'building'],
    ['deploy_created', 'ready'],
    ['deploy_failed', 'failed'],
    ['deploy_request_rejected', 'cancelled'],
  ])('%s alone tells the state where the body does not', (type, state) => {
    expect(normalize({ id: DEPLOY_ID }, type)).toMatchObject({
      deliveryId: `${DEPLOY_ID}:none:${type}`,
      events: [{ state }],
    });
  });

  test('a cancelled build arrives as a failure and is none', () => {
    const body = deploy({ state: 'error', error_message: 'Canceled build' });
    expect(normalize(body, 'deploy_failed').events).toMatchObject([{ state: 'cancelled' }]);
  });

  test.each([
    ['production', 'production'],
    ['deploy-preview', 'preview'],
    [null, 'preview'],
    [7, 'preview'],
  ])('context %s', (context, target) => {
    expect(normalize(deploy({ context })).events).toMatchObject([{ target }]);
  });

  test('the same deploy in another state, or of another event, is another delivery', () => {
    const ids = [
      normalize(deploy({ state: 'ready' }), 'deploy_created'),
      normalize(deploy({ state: 'ready' }), 'deploy_unlocked'),
      normalize(deploy({ state: 'building' }), 'deploy_building'),
      normalize(deploy({ state: 'error' }), 'deploy_failed'),
    ].map(({ deliveryId }) => deliveryId);
    expect(new Set(ids).size).toBe(4);
  });
});

test.each([
  'deploy_locked',
  'deploy_unlocked',
  'deploy_deleted',
  'deploy_restored',
  'submission_created',
  'split_test_activated',
  'toString',
])('%s is ignored, and says so', (type) => {
  expect(normalize({ id: '1' }, type)).toEqual({
    deliveryId: `1:none:${type}`,
    type,
    events: [],
    ignored: `event type not used: ${type}`,
  });
});

test.each<[string, unknown, string | undefined, RegExp]>([
  ['no JSON', '{"id": ', 'deploy_created', /not JSON/],
  ['nothing', '', 'deploy_created', /not JSON/],
  ['a list', '[]', 'deploy_created', /the body/],
  ['null', 'null', 'deploy_created', /the body/],
  ['no id', { state: 'ready' }, 'deploy_created', /the body\.id/],
  ['an empty id', deploy({ id: '' }), 'deploy_created', /the body\.id/],
  ['an id that is no text', deploy({ id: 7 }), 'deploy_created', /the body\.id/],
  ['no event, for all that', deploy(), '', /X-Netlify-Event/],
  ['blanks for an event', deploy(), ' ', /X-Netlify-Event/],
])('%s is not understood', (_what, body, event, message) => {
  expect(() => normalize(body, event)).toThrow(NotUnderstood);
  expect(() => normalize(body, event)).toThrow(message);
});

const folder = join(process.env.CONTRACTS_DIR ?? '../shared/contracts', 'fixtures/netlify');
const recorded = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.json')) : [];

describe.skipIf(recorded.length === 0)(
  `recorded payloads${recorded.length === 0 ? ` (skipped: no ${folder}; set CONTRACTS_DIR)` : ''}`,
  () => {
    const outcomes = { events: 0, ignored: 0 };
    afterAll(() => console.log(`Netlify's recorded payloads: ${JSON.stringify(outcomes)}`));

    /** The event's name stands in a header, which was not recorded: the file bears it. */
    test.each(recorded)('%s', (name) => {
      const event = basename(name, '.json');
      const { events, ignored } = normalize(readFileSync(join(folder, name), 'utf8'), event);
      expect(events.length > 0).toBe(ignored === undefined);
      expect(ignored ?? '').not.toMatch(/deploy_(created|building|failed)$/);
      for (const each of events) expect(each).toMatchObject({ kind: 'deployment', target: 'production' });
      outcomes[ignored === undefined ? 'events' : 'ignored'] += 1;
    });
  },
);
