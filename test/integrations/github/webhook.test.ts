import { describe, expect, test } from 'vitest';
import { NotUnderstood } from '../../../src/integrations/errors.ts';
import { github } from '../../../src/integrations/github/index.ts';
import { USED_EVENTS } from '../../../src/integrations/github/webhook-events.ts';
import { manifest } from './vendor.ts';

const HEADERS = { 'content-type': 'application/json', 'x-github-delivery': 'guid-1' };

function normalize(event: string, body: unknown, headers: Record<string, string | undefined> = {}) {
  const bytes = Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
  return github.webhook.normalize({
    headers: { ...HEADERS, 'x-github-event': event, ...headers },
    body: bytes,
  });
}

const ISSUE = { id: 3100, number: 12, title: 'Login' };
const PULL = {
  number: 9,
  title: 'Add the login form',
  html_url: 'https://github.com/acme/web-app/pull/9',
  merged: false,
  head: { ref: 'feature/login', sha: 'a1b2', repo: { id: 731 } },
  base: { ref: 'main', repo: { id: 731 } },
};

test('the manifest registers the events that are used', () => {
  expect(manifest.webhook.events).toEqual([...USED_EVENTS]);
});

describe('issues', () => {
  test.each([
    ['opened', 'created'],
    ['edited', 'updated'],
    ['closed', 'updated'],
    ['reopened', 'updated'],
    ['labeled', 'updated'],
    ['unlabeled', 'updated'],
    ['assigned', 'updated'],
    ['unassigned', 'updated'],
    ['deleted', 'deleted'],
    ['transferred', 'deleted'],
  ])('%s', (action, ours) => {
    expect(normalize('issues', { action, issue: ISSUE })).toEqual({
      deliveryId: 'guid-1',
      type: `issues.${action}`,
      events: [{ kind: 'issue', action: ours, externalId: '12-3100', key: '#12' }],
    });
  });

  test.each(['pinned', 'milestoned', 'locked', 'toString'])('%s is not used', (action) => {
    expect(normalize('issues', { action, issue: ISSUE })).toMatchObject({
      events: [],
      ignored: `action of an issue not used: ${action}`,
    });
  });
});

describe('comments', () => {
  test('a new one on an issue', () => {
    expect(normalize('issue_comment', { action: 'created', issue: ISSUE, comment: {} }).events).toEqual([
      { kind: 'issue', action: 'commented', externalId: '12-3100', key: '#12' },
    ]);
  });

  test.each(['edited', 'deleted'])('one that was %s is not used', (action) => {
    expect(normalize('issue_comment', { action, issue: ISSUE }).ignored).toBe(
      `action of a comment not used: ${action}`,
    );
  });

  test('one on a pull request, though it comes as one on an issue', () => {
    const issue = { ...ISSUE, pull_request: { url: 'u' } };
    expect(normalize('issue_comment', { action: 'created', issue })).toMatchObject({
      events: [],
      ignored: 'a comment on a pull request, not on an issue',
    });
  });
});

describe('pushes', () => {
  const PUSH = {
    ref: 'refs/heads/feature/login',
    after: 'a1b2',
    deleted: false,
    head_commit: { id: 'a1b2', message: 'feat: log in', author: { name: 'Ada', username: 'ada' } },
  };

  test.each<[what: string, changes: Record<string, unknown>, event: Record<string, unknown>]>([
    [
      'to a branch with a slash in its name',
      {},
      {
        branch: 'feature/login',
        deleted: false,
        commit: { sha: 'a1b2', message: 'feat: log in', author: 'ada' },
      },
    ],
    [
      'by somebody without an account',
      { head_commit: { id: 'a1b2', message: 'x', author: { name: 'Ada' } } },
      { commit: { sha: 'a1b2', message: 'x', author: 'Ada' } },
    ],
    [
      'without its commit',
      { head_commit: null },
      { deleted: false, commit: { sha: 'a1b2', message: '', author: '' } },
    ],
    [
      'that deletes the branch',
      { deleted: true, after: '0'.repeat(40), head_commit: null },
      { branch: 'feature/login', deleted: true },
    ],
  ])('%s', (_what, changes, event) => {
    const delivery = normalize('push', { ...PUSH, ...changes });
    expect(delivery.type).toBe('push');
    expect(delivery.events[0]).toMatchObject({ kind: 'push', ...event });
    if (event.deleted) expect(delivery.events[0]).not.toHaveProperty('commit');
  });

  test('of a tag', () => {
    expect(normalize('push', { ...PUSH, ref: 'refs/tags/v1' })).toMatchObject({
      events: [],
      ignored: 'not a branch: refs/tags/v1',
    });
  });
});

describe('pull requests', () => {
  const FROM_FORK = { ...PULL, head: { ...PULL.head, repo: { id: 999 } } };

  test.each<[action: string, pull: unknown, event: Record<string, unknown>]>([
    ['opened', PULL, { action: 'opened', fromFork: false, merged: false }],
    ['synchronize', PULL, { action: 'synchronized' }],
    ['reopened', PULL, { action: 'reopened' }],
    ['closed', PULL, { action: 'closed', merged: false }],
    ['closed', { ...PULL, merged: true }, { action: 'closed', merged: true }],
    ['closed', { ...PULL, merged: undefined, merged_at: '2026-11-24T10:00:00Z' }, { merged: true }],
    ['opened', FROM_FORK, { fromFork: true }],
    ['closed', { ...PULL, head: { ...PULL.head, repo: null } }, { fromFork: true }],
  ])('%s %#', (action, pull, event) => {
    expect(normalize('pull_request', { action, number: 9, pull_request: pull }).events).toEqual([
      expect.objectContaining({
        kind: 'pull_request',
        number: 9,
        title: 'Add the login form',
        url: 'https://github.com/acme/web-app/pull/9',
        branch: 'feature/login',
        commitSha: 'a1b2',
        ...event,
      }),
    ]);
  });

  test.each(['labeled', 'edited', 'ready_for_review', 'constructor'])('%s is not used', (action) => {
    expect(normalize('pull_request', { action, pull_request: PULL }).ignored).toBe(
      `action of a pull request not used: ${action}`,
    );
  });
});

test.each([
  ['ping', { zen: 'Keep it logically awesome.', hook_id: 1 }, 'ping', 'ping'],
  ['check_run', { action: 'completed' }, 'check_run.completed', 'event type not used: check_run'],
  ['status', { state: 'success' }, 'status', 'event type not used: status'],
  ['deployment_status', {}, 'deployment_status', 'event type not used: deployment_status'],
  ['toString', {}, 'toString', 'event type not used: toString'],
])('%s is ignored, and says why', (event, body, type, ignored) => {
  expect(normalize(event, body)).toEqual({ deliveryId: 'guid-1', type, events: [], ignored });
});

describe('what is not understood', () => {
  test.each<[what: string, event: string, body: unknown, message: RegExp]>([
    ['no JSON', 'issues', '{"action": ', /not JSON/],
    ['nothing', 'issues', '', /not JSON/],
    ['null', 'issues', 'null', /the body/],
    ['a list', 'issues', '[]', /the body/],
    ['an issue without id', 'issues', { action: 'opened', issue: { number: 1 } }, /issue\.id/],
    ['no issue', 'issue_comment', { action: 'created' }, /the body\.issue/],
    ['a push without ref', 'push', { after: 'a', deleted: false }, /the body\.ref/],
    ['a pull request without head', 'pull_request', { action: 'opened', pull_request: {} }, /pull_request\./],
  ])('%s', (_what, event, body, message) => {
    expect(() => normalize(event, body)).toThrow(NotUnderstood);
    expect(() => normalize(event, body)).toThrow(message);
  });

  test.each([
    ['x-github-event', /X-GitHub-Event header is missing/],
    ['x-github-delivery', /X-GitHub-Delivery header is missing/],
  ])('no %s', (name, message) => {
    expect(() => normalize('issues', { action: 'opened', issue: ISSUE }, { [name]: undefined })).toThrow(
      message,
    );
  });

  test.each([
    ['application/x-www-form-urlencoded'],
    ['Application/X-WWW-Form-Urlencoded; charset=utf-8'],
    ['application/json'],
  ])('a form, said to be %s, which tells what to set at GitHub', (contentType) => {
    const body = new URLSearchParams({ payload: '{}' }).toString();
    const form = () => normalize('issues', body, { 'content-type': contentType });
    expect(form).toThrow(NotUnderstood);
    expect(form).toThrow(/content type of the webhook to application\/json.*Settings → Webhooks/);
  });
});
