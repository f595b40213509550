import { describe, expect, test } from 'vitest';
import { NotUnderstood } from '../../../src/integrations/errors.ts';
import { linear } from '../../../src/integrations/linear/index.ts';

const ISSUE = { id: 'i-1', identifier: 'ENG-3', number: 3, team: { id: 't', key: 'ENG' }, archivedAt: null };
const COMMENT = { id: 'c-1', body: 'Hm', issueId: 'i-1', issue: { id: 'i-1', identifier: 'ENG-3' } };

function normalize(
  body: unknown,
  headers: Record<string, string | undefined> = { 'linear-delivery': 'd-1' },
) {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return linear.webhook.normalize({ headers, body: Buffer.from(text) });
}

describe('issues', () => {
  test.each<[action: string, data: unknown, event: string, key: string | undefined]>([
    ['create', ISSUE, 'created', 'ENG-3'],
    ['update', ISSUE, 'updated', 'ENG-3'],
    ['restore', ISSUE, 'updated', 'ENG-3'],
    ['remove', ISSUE, 'deleted', 'ENG-3'],
    ['update', { ...ISSUE, archivedAt: '2026-11-24T09:00:00.000Z' }, 'deleted', 'ENG-3'],
    ['update', { ...ISSUE, trashed: true }, 'deleted', 'ENG-3'],
    ['update', { ...ISSUE, identifier: undefined }, 'updated', 'ENG-3'],
    ['update', { id: 'i-1', number: 3 }, 'updated', undefined],
    ['update', { id: 'i-1', identifier: 7, team: 'x', archivedAt: 0 }, 'updated', undefined],
  ])('%s %#', (action, data, event, key) => {
    expect(normalize({ action, type: 'Issue', data })).toEqual({
      deliveryId: 'd-1',
      type: `Issue.${action}`,
      events: [{ kind: 'issue', action: event, externalId: 'i-1', ...(key ? { key } : {}) }],
    });
  });
});

describe('comments', () => {
  test.each<[what: string, data: unknown, key: string | undefined]>([
    ['as Linear sends them', COMMENT, 'ENG-3'],
    ['without the issue itself', { ...COMMENT, issue: undefined }, undefined],
    ['without its id beside it', { ...COMMENT, issueId: undefined }, 'ENG-3'],
  ])('%s', (_what, data, key) => {
    expect(normalize({ action: 'create', type: 'Comment', data }).events).toEqual([
      { kind: 'issue', action: 'commented', externalId: 'i-1', ...(key ? { key } : {}) },
    ]);
  });
});

test.each<[body: unknown, ignored: string]>([
  [
    { action: 'create', type: 'Comment', data: { id: 'c-1', projectUpdateId: 'p' } },
    'a comment on something else than an issue',
  ],
  [{ action: 'update', type: 'Comment', data: COMMENT }, 'action of a comment not used: update'],
  [{ action: 'remove', type: 'Comment', data: COMMENT }, 'action of a comment not used: remove'],
  [{ action: 'set', type: 'Issue', data: ISSUE }, 'action of an issue not used: set'],
  [{ action: 'constructor', type: 'Issue', data: ISSUE }, 'action of an issue not used: constructor'],
  [{ action: 'create', type: 'Project', data: { id: 'p' } }, 'event type not used: Project'],
  [{ action: 'create', type: 'Reaction' }, 'event type not used: Reaction'],
])('%j is ignored, and says why', (body, ignored) => {
  expect(normalize(body)).toMatchObject({ events: [], ignored });
});

describe('what is not understood', () => {
  test.each<[what: string, body: unknown, message: RegExp]>([
    ['no JSON', '{"action": ', /not JSON/],
    ['nothing', '', /not JSON/],
    ['null', 'null', /the body/],
    ['a list', '[]', /the body/],
    ['no action', { type: 'Issue', data: ISSUE }, /the body\.action/],
    ['no type', { action: 'create', data: ISSUE }, /the body\.type/],
    ['an issue without id', { action: 'create', type: 'Issue', data: {} }, /data\.id/],
    ['no data', { action: 'create', type: 'Comment' }, /data/],
  ])('%s', (_what, body, message) => {
    expect(() => normalize(body)).toThrow(NotUnderstood);
    expect(() => normalize(body)).toThrow(message);
  });

  test.each([[{}], [{ 'linear-delivery': ' ' }]])('no delivery id: %j', (headers) => {
    expect(() => normalize({ action: 'create', type: 'Issue', data: ISSUE }, headers)).toThrow(
      /Linear-Delivery header is missing/,
    );
  });
});
