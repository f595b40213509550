import { describe, expect, test } from 'vitest';
import { NotUnderstood } from '../../../src/integrations/errors.ts';
import { vercel } from '../../../src/integrations/vercel/index.ts';

/** In the shape that https://vercel.com/docs/webhooks/webhooks-api documents. */
function delivery(type: string, payload: Record<string, unknown> = {}) {
  return {
    id: 'evt_8Nk2',
    type,
    createdAt: 1_763_980_200_000,
    region: 'fra1',
    payload: {
      team: { id: 'team_acme' },
      user: { id: 'usr_ada' },
      deployment: {
        id: 'dpl_1',
        meta: { githubCommitRef: 'feature/login', buildrunnerPreview: 'pv-1' },
        name: 'web-app',
        url: 'web-app-1.vercel.app',
        inspectorUrl: 'https://vercel.com/acme/web-app/1',
      },
      links: { deployment: 'https://vercel.com/acme/web-app/1', project: 'https://vercel.com/acme/web-app' },
      project: { id: 'prj_web' },
      target: null,
      url: 'web-app-1.vercel.app',
      plan: 'pro',
      regions: ['fra1'],
      ...payload,
    },
  };
}

function normalize(body: unknown) {
  const bytes = Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
  return vercel.webhook.normalize({ headers: {}, body: bytes });
}

describe('what is used', () => {
  test.each([
    ['deployment.created', 'queued'],
    ['deployment.ready', 'ready'],
    ['deployment.succeeded', 'ready'],
    ['deployment.error', 'failed'],
    ['deployment.canceled', 'cancelled'],
  ])('%s', (type, state) => {
    expect(normalize(delivery(type))).toEqual({
      deliveryId: 'evt_8Nk2',
      type,
      events: [{ kind: 'deployment', externalId: 'dpl_1', state, target: 'preview' }],
    });
  });

  test.each([
    ['production', 'production'],
    ['staging', 'preview'],
    [null, 'preview'],
    [undefined, 'preview'],
    [7, 'preview'],
  ])('target %s', (target, expected) => {
    expect(normalize(delivery('deployment.ready', { target })).events[0]).toMatchObject({ target: expected });
  });

  test('nothing but the id is needed of a deployment', () => {
    const body = { id: 'evt_1', type: 'deployment.error', payload: { deployment: { id: 'dpl_9' } } };
    expect(normalize(body).events).toHaveLength(1);
  });
});

test.each([
  'deployment.promoted',
  'project.created',
  'deployment.checkrun.start',
  'toString',
  'test-webhook',
])('%s is ignored, and says so', (type) => {
  expect(normalize({ id: 'evt_1', type, payload: {} })).toEqual({
    deliveryId: 'evt_1',
    type,
    events: [],
    ignored: `event type not used: ${type}`,
  });
});

test.each([
  ['no JSON', '{"id": ', /not JSON/],
  ['nothing', '', /not JSON/],
  ['a list', '[]', /the body/],
  ['null', 'null', /the body/],
  ['no id', { type: 'deployment.ready', payload: {} }, /the body\.id/],
  ['an empty id', { ...delivery('deployment.ready'), id: '' }, /the body\.id/],
  ['no type', { id: 'evt_1' }, /the body\.type/],
  ['no payload', { id: 'evt_1', type: 'deployment.ready' }, /payload/],
  ['no deployment', delivery('deployment.ready', { deployment: null }), /payload\.deployment/],
  ['a deployment without id', delivery('deployment.ready', { deployment: {} }), /payload\.deployment\.id/],
])('%s is not understood', (_what, body, message) => {
  expect(() => normalize(body)).toThrow(NotUnderstood);
  expect(() => normalize(body)).toThrow(message);
});
