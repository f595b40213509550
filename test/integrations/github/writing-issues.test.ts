import { describe, expect, test } from 'vitest';
import type { IssueChanges, IssueStatus } from '../../../src/integrations/contract.ts';
import { startVendor } from '../recording-vendor.ts';
import { idOf, issue, labels, nextLink, REPO } from './answers.ts';
import { connect } from './vendor.ts';

const GET = `GET ${REPO}/issues/12`;
const PATCH = `PATCH ${REPO}/issues/12`;
const CREATE = `POST ${REPO}/issues`;
const LIST = `GET ${REPO}/issues`;

/** A GitHub that does what it is asked, unless `stubborn` leaves something out. */
async function obedient(start: Record<string, unknown>, stubborn: Record<string, unknown> = {}) {
  let now = start;
  return startVendor({
    [GET]: () => ({ body: now }),
    '*': ({ body }) => {
      const sent = body as Record<string, unknown>;
      now = {
        ...now,
        ...sent,
        ...(sent.labels ? { labels: labels(...(sent.labels as string[])) } : {}),
        ...(sent.assignees ? { assignees: (sent.assignees as string[]).map((login) => ({ login })) } : {}),
        ...stubborn,
      };
      return { body: now };
    },
  });
}

async function update(
  start: Record<string, unknown>,
  changes: IssueChanges,
  overrides: Record<string, IssueStatus> = {},
) {
  await using vendor = await obedient(issue(start));
  const { issues } = await connect(vendor, { overrides });
  const updated = await issues.update(idOf(12), changes);
  return {
    updated,
    sent: vendor.received.filter(({ method }) => method === 'PATCH').map(({ body }) => body),
  };
}

describe('update sends only what changes', () => {
  test.each<[what: string, start: Record<string, unknown>, changes: IssueChanges, sent: unknown[]]>([
    ['nothing', {}, { title: 'Build the login form', status: 'todo', priority: 'none', labels: [] }, []],
    ['a title', {}, { title: 'Log in' }, [{ title: 'Log in' }]],
    ['a description', {}, { description: 'New' }, [{ body: 'New' }]],
    [
      'a description, the marker kept',
      { body: 'Old\n\n<!-- buildrunner:m-1 -->' },
      { description: 'New' },
      [{ body: 'New\n\n<!-- buildrunner:m-1 -->' }],
    ],
    [
      'the same description',
      { body: 'Old\r\nlines\n\n<!-- buildrunner:m-1 -->' },
      { description: 'Old\nlines' },
      [],
    ],
    ['doing', { labels: labels('bug') }, { status: 'doing' }, [{ labels: ['bug', 'status: in progress'] }]],
    ['todo', { labels: labels('bug', 'status: blocked') }, { status: 'todo' }, [{ labels: ['bug'] }]],
    ['done', {}, { status: 'done' }, [{ state: 'closed', state_reason: 'completed' }]],
    [
      'done, from blocked',
      { labels: labels('status: blocked') },
      { status: 'done' },
      [{ state: 'closed', state_reason: 'completed', labels: [] }],
    ],
    [
      'doing, from done',
      { state: 'closed', state_reason: 'completed' },
      { status: 'doing' },
      [{ state: 'open', state_reason: 'reopened', labels: ['status: in progress'] }],
    ],
    [
      'blocked, which it reads as already',
      { state: 'closed', state_reason: 'not_planned' },
      { status: 'blocked' },
      [],
    ],
    [
      'done, from not planned: GitHub changes a reason only with the state',
      { state: 'closed', state_reason: 'not_planned' },
      { status: 'done' },
      [{ state: 'open' }, { state: 'closed', state_reason: 'completed' }],
    ],
    [
      'a priority',
      { labels: labels('bug', 'priority: low', 'status: blocked') },
      { priority: 'urgent' },
      [{ labels: ['bug', 'status: blocked', 'priority: urgent'] }],
    ],
    ['no priority', { labels: labels('priority: low') }, { priority: 'none' }, [{ labels: [] }]],
    [
      'labels, those of status and priority kept',
      { labels: labels('bug', 'priority: low', 'status: blocked') },
      { labels: ['docs', 'status: in progress'] },
      [{ labels: ['priority: low', 'status: blocked', 'docs'] }],
    ],
    ['the same labels in other letters', { labels: labels('Bug', 'Docs') }, { labels: ['docs', 'bug'] }, []],
    ['an assignee', {}, { assignee: 'dee' }, [{ assignees: ['dee'] }]],
    [
      'the same assignee, beside whom another is',
      { assignees: [{ login: 'Dee' }, { login: 'mel' }] },
      { assignee: 'dee' },
      [],
    ],
    ['nobody', { assignees: [{ login: 'dee' }] }, { assignee: null }, [{ assignees: [] }]],
    [
      'all at once',
      { labels: labels('bug') },
      {
        title: 'T',
        description: 'D',
        status: 'blocked',
        priority: 'high',
        assignee: 'dee',
        labels: ['docs'],
      },
      [
        {
          title: 'T',
          body: 'D',
          labels: ['status: blocked', 'docs', 'priority: high'],
          assignees: ['dee'],
        },
      ],
    ],
  ])('%s', async (_what, start, changes, sent) => {
    const result = await update(start, changes);
    expect(result.sent).toEqual(sent);
    if (changes.status) expect(result.updated.status.meaning).toBe(changes.status);
  });

  test('no way to a status says which there are, and changes nothing', async () => {
    await using vendor = await obedient(issue());
    const overrides = { Closed: 'todo', 'Closed as not planned': 'todo' } as const;
    const { issues } = await connect(vendor, { overrides });
    await expect(issues.update(idOf(12), { title: 'T', status: 'done' })).rejects.toMatchObject({
      code: 'no_transition',
      advice: expect.stringContaining(
        'Open, status: in progress, status: blocked, Closed, Closed as not planned',
      ),
    });
    expect(vendor.calls()).toEqual([GET]);
  });
});

describe('what GitHub leaves out without a word is told', () => {
  test.each<
    [what: string, changes: IssueChanges, stubborn: Record<string, unknown>, code: string, advice: RegExp]
  >([
    ['labels', { labels: ['docs'] }, { labels: [] }, 'forbidden', /labels of #12.*triage access/],
    ['a status', { status: 'done' }, { state: 'open' }, 'forbidden', /status of #12/],
    [
      'an assignee',
      { assignee: 'stranger' },
      { assignees: [] },
      'invalid_request',
      /did not assign stranger to #12/,
    ],
  ])('%s', async (_what, changes, stubborn, code, advice) => {
    await using vendor = await obedient(issue(), stubborn);
    const { issues } = await connect(vendor);
    await expect(issues.update(idOf(12), changes)).rejects.toMatchObject({
      code,
      advice: expect.stringMatching(advice),
    });
  });
});

test('a status that somebody else changed at the same time is no refusal: it is worth another try', async () => {
  // All that is sent is a label, for the issue was open: it was closed in between.
  await using vendor = await obedient(issue(), { state: 'closed', state_reason: 'completed' });
  const { issues } = await connect(vendor);
  await expect(issues.update(idOf(12), { status: 'doing' })).rejects.toMatchObject({
    code: 'changed_meanwhile',
    retryable: true,
    advice: expect.stringContaining('Somebody changed #12'),
  });
});

describe('create', () => {
  async function create(draft: IssueChanges, stubborn: Record<string, unknown> = {}) {
    await using vendor = await obedient(issue({ number: 12, title: 'x', body: null }), stubborn);
    const { issues } = await connect(vendor);
    const created = await issues.create({ title: 'Log in', marker: 'm-1', ...draft });
    return { created, requests: vendor.received };
  }

  test('hides the marker and shows it to nobody', async () => {
    const { created, requests } = await create({ description: 'With a password.' });
    expect(requests.map(({ method, body }) => [method, body])).toEqual([
      [
        'POST',
        {
          title: 'Log in',
          body: 'With a password.\n\n<!-- buildrunner:m-1 -->',
          labels: [],
          assignees: [],
        },
      ],
    ]);
    expect(created).toMatchObject({
      key: '#12',
      description: 'With a password.',
      status: { meaning: 'todo' },
    });
  });

  test('with status, priority, labels and assignee in one request', async () => {
    const { created, requests } = await create({
      status: 'doing',
      priority: 'high',
      labels: ['bug'],
      assignee: 'dee',
    });
    expect(requests).toHaveLength(1);
    expect(requests[0]?.body).toMatchObject({
      labels: ['status: in progress', 'bug', 'priority: high'],
      assignees: ['dee'],
    });
    expect(created).toMatchObject({ status: { meaning: 'doing' }, priority: 'high', labels: ['bug'] });
  });

  test('what GitHub left out shows in the answer: the issue is there, and is not to be made again', async () => {
    const draft = { status: 'doing', labels: ['bug'], assignee: 'stranger' } as const;
    const { created } = await create({ ...draft, labels: ['bug'] }, { labels: [], assignees: [] });
    expect(created).toMatchObject({ status: { meaning: 'todo' }, labels: [], assignee: undefined });
  });

  test('done: an issue cannot be made closed, so it is closed', async () => {
    const { created, requests } = await create({ status: 'done' });
    expect(requests.map(({ method, path }) => `${method} ${path}`)).toEqual([CREATE, PATCH]);
    expect(created.status).toEqual({ name: 'Closed', meaning: 'done' });
  });
});

describe('find by marker', () => {
  const SINCE = new Date('2026-11-24T10:00:00.123Z');
  const draft = { title: 'Log in', marker: 'm-1' };
  const made = (number: number, created: string, body: string | null = null) =>
    issue({ number, created_at: created, body });

  test('lists what was made since, with five minutes for a clock that is behind', async () => {
    const ours = made(8, '2026-11-24T10:01:00Z', 'Text\n\n<!-- buildrunner:m-1 -->');
    await using vendor = await startVendor({
      [LIST]: [
        { body: [made(9, '2026-11-24T10:02:00Z')], headers: nextLink('page=2') },
        { body: [ours, made(7, '2026-11-24T09:00:00Z')] },
      ],
    });
    const { issues } = await connect(vendor);
    expect((await issues.findByMarker(draft, SINCE))?.key).toBe('#8');
    expect(vendor.received.map(({ query }) => Object.fromEntries(query))).toEqual([
      { state: 'all', sort: 'created', direction: 'desc', since: '2026-11-24T09:55:00Z', per_page: '100' },
      {
        state: 'all',
        sort: 'created',
        direction: 'desc',
        since: '2026-11-24T09:55:00Z',
        per_page: '100',
        page: '2',
      },
    ]);
  });

  test('stops at what is older, and where there is nothing', async () => {
    for (const body of [[made(7, '2026-11-24T09:54:59Z', 'x\n\n<!-- buildrunner:m-2 -->')], []]) {
      await using vendor = await startVendor({ [LIST]: { body, headers: nextLink('page=2') } });
      const { issues } = await connect(vendor);
      expect(await issues.findByMarker(draft, SINCE)).toBeUndefined();
      expect(vendor.calls()).toEqual([LIST]);
    }
  });
});
