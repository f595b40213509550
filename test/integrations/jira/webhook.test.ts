import { describe, expect, test } from 'vitest';
import { NotUnderstood } from '../../../src/integrations/errors.ts';
import { jira } from '../../../src/integrations/jira/index.ts';

const ISSUE = { id: '10012', key: 'PROJ-12', fields: {} };
const ITEMS = { items: [{ field: 'status', fromString: 'To Do', toString: 'Done' }] };
const NEW = {
  id: '1',
  body: 'Hm',
  created: '2026-11-24T10:00:00.000+0100',
  updated: '2026-11-24T10:00:00.000+0100',
};
const EDITED = { ...NEW, updated: '2026-11-24T10:05:00.000+0100' };

function normalize(
  body: unknown,
  headers: Record<string, string | undefined> = { 'x-atlassian-webhook-identifier': 'd-1' },
) {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return jira.webhook.normalize({ headers, body: Buffer.from(text) });
}

describe('events', () => {
  test.each<[what: string, body: Record<string, unknown>, action: string]>([
    ['created', { webhookEvent: 'jira:issue_created' }, 'created'],
    ['updated', { webhookEvent: 'jira:issue_updated', changelog: ITEMS }, 'updated'],
    ['updated, without saying what', { webhookEvent: 'jira:issue_updated' }, 'updated'],
    [
      'updated, with an empty changelog',
      { webhookEvent: 'jira:issue_updated', changelog: { items: [] } },
      'updated',
    ],
    [
      'updated, with a changelog of another shape',
      { webhookEvent: 'jira:issue_updated', changelog: 'x' },
      'updated',
    ],
    ['deleted', { webhookEvent: 'jira:issue_deleted' }, 'deleted'],
    ['a new comment', { webhookEvent: 'comment_created', comment: NEW }, 'commented'],
    [
      'a new comment, as a change of the issue',
      { webhookEvent: 'jira:issue_updated', issue_event_type_name: 'issue_commented', comment: NEW },
      'commented',
    ],
    ['the same of an older Jira', { webhookEvent: 'jira:issue_updated', comment: NEW }, 'commented'],
    [
      'a comment together with a change',
      {
        webhookEvent: 'jira:issue_updated',
        issue_event_type_name: 'issue_commented',
        comment: NEW,
        changelog: ITEMS,
      },
      'updated',
    ],
    [
      'a move to another project, under its new key',
      { webhookEvent: 'jira:issue_updated', issue_event_type_name: 'issue_moved', changelog: ITEMS },
      'updated',
    ],
  ])('%s', (_what, body, action) => {
    expect(normalize({ ...body, issue: ISSUE, timestamp: 1 })).toEqual({
      deliveryId: 'd-1',
      type: body.webhookEvent,
      events: [{ kind: 'issue', action, externalId: '10012', key: 'PROJ-12' }],
    });
  });

  test('an id that is a number; a key that is absent', () => {
    expect(normalize({ webhookEvent: 'jira:issue_created', issue: { id: 7 } }).events).toEqual([
      { kind: 'issue', action: 'created', externalId: '7' },
    ]);
  });
});

test.each<[body: Record<string, unknown>, ignored: string]>([
  [{ webhookEvent: 'comment_created', comment: NEW }, 'a comment that does not say on which issue'],
  [{ webhookEvent: 'comment_updated', issue: ISSUE }, 'event of a comment not used: comment_updated'],
  [{ webhookEvent: 'comment_deleted', issue: ISSUE }, 'event of a comment not used: comment_deleted'],
  [
    {
      webhookEvent: 'jira:issue_updated',
      issue_event_type_name: 'issue_comment_edited',
      issue: ISSUE,
      comment: EDITED,
    },
    'event of a comment not used: issue_comment_edited',
  ],
  [
    { webhookEvent: 'jira:issue_updated', issue: ISSUE, comment: EDITED },
    'event of a comment not used: edited',
  ],
  [{ webhookEvent: 'sprint_started', sprint: {} }, 'event type not used: sprint_started'],
  [{ webhookEvent: 'constructor' }, 'event type not used: constructor'],
])('%j is ignored, and says why', (body, ignored) => {
  expect(normalize(body)).toMatchObject({ events: [], ignored });
});

describe('the id of a delivery', () => {
  const body = { webhookEvent: 'jira:issue_created', issue: ISSUE, timestamp: 1 };

  test('is in a header, which a retry keeps', () => {
    const headers = { 'x-atlassian-webhook-identifier': ' d-2 ', 'x-atlassian-webhook-retry': '3' };
    expect(normalize(body, headers).deliveryId).toBe('d-2');
  });

  test.each([[{}], [{ 'x-atlassian-webhook-identifier': ' ' }]])(
    'or else the same for the same bytes: %j',
    (headers) => {
      const { deliveryId } = normalize(body, headers);
      expect(deliveryId).toMatch(/^sha256:[0-9a-f]{64}$/);
      expect(normalize(body, headers).deliveryId).toBe(deliveryId);
      expect(normalize({ ...body, timestamp: 2 }, headers).deliveryId).not.toBe(deliveryId);
    },
  );
});

test.each<[what: string, body: unknown, message: RegExp]>([
  ['no JSON', '{"webhookEvent": ', /not JSON/],
  ['nothing', '', /not JSON/],
  ['null', 'null', /the body/],
  ['a list', '[]', /the body/],
  ['no event', { issue: ISSUE }, /the body\.webhookEvent/],
  ["the guide's test", { test: true }, /the body\.webhookEvent/],
  ['no issue', { webhookEvent: 'jira:issue_created' }, /the body\.issue/],
  [
    'an issue without id',
    { webhookEvent: 'jira:issue_updated', issue: { key: 'P-1' } },
    /the body\.issue\.id/,
  ],
])('%s is not understood', (_what, body, message) => {
  expect(() => normalize(body)).toThrow(NotUnderstood);
  expect(() => normalize(body)).toThrow(message);
});
