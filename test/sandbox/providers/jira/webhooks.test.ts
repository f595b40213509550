import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { IssueEvent } from '../../../../src/integrations/contract.ts';
import { jira } from '../../../../src/integrations/jira/index.ts';
import { ManualClock, until } from '../manual-clock.ts';
import { openReceiver, type Receiver } from '../receiver.ts';
import { adapterFor, HOOKS, type OpenJira, openJira } from './harness.ts';

const SECRET = 'a secret to everybody';
const NOW = new Date('2026-03-02T10:00:00Z');
const MINUTE = 60_000;
const IDENTIFIER = 'x-atlassian-webhook-identifier';

describe('webhooks', () => {
  let open: OpenJira;
  let receiver: Receiver;
  let hookId: string;
  beforeEach(async () => {
    [open, receiver] = [await openJira(), await openReceiver({ path: '/api/webhooks/jira' })];
    const { webhooks } = await adapterFor(open);
    ({ id: hookId } = await webhooks.register(receiver.url, SECRET));
  });
  afterEach(async () => {
    await open.close();
    await receiver.close();
  });

  const settled = () =>
    until('all have been tried', () => open.section('Deliveries').every(({ state }) => state !== 'waiting'));

  /** What the adapter makes of everything that arrived; each delivery is verified first. */
  function understood() {
    return receiver.received.map((request) => {
      expect(jira.webhook.verify(request, ['old', SECRET], NOW)).toEqual({ ok: true, secretIndex: 1 });
      return jira.webhook.normalize(request);
    });
  }

  async function told(action: string, item: string | undefined, inputs: Record<string, string> = {}) {
    expect(await open.act(action, item, inputs)).toEqual({ ok: true });
    await settled();
    return understood();
  }

  const bodyOf = (index: number) => JSON.parse(receiver.received[index]?.body.toString() ?? '');

  it.each<[action: string, key: string, inputs: Record<string, string>, event: IssueEvent['action']]>([
    ['move-issue', 'WEB-2', { status: 'In Review' }, 'updated'],
    ['rename-issue', 'WEB-2', { title: 'Other', person: 'dee' }, 'updated'],
    ['describe-issue', 'WEB-2', { description: 'More' }, 'updated'],
    ['prioritize-issue', 'WEB-2', { priority: 'Highest' }, 'updated'],
    ['assign-issue', 'WEB-2', { assignee: 'nobody' }, 'updated'],
    ['label-issue', 'WEB-2', { label: 'blocked' }, 'updated'],
    ['unlabel-issue', 'WEB-2', { label: 'feature' }, 'updated'],
    ['flag-issue', 'WEB-2', {}, 'updated'],
    ['comment-issue', 'WEB-2', { body: 'Nice', person: 'dee' }, 'commented'],
    ['delete-issue', 'WEB-2', {}, 'deleted'],
  ])('%s %s is told and understood', async (action, key, inputs, event) => {
    const externalId = open.idOf(key);
    const [delivery, ...more] = await told(action, externalId, inputs);
    expect(more).toEqual([]);
    expect(delivery?.events).toEqual([{ kind: 'issue', action: event, externalId, key }]);
  });

  it('tell of a new issue', async () => {
    const [created] = await told('create-issue', undefined, { title: 'New', project: 'WEB', person: 'mel' });
    expect(created).toMatchObject({
      type: 'jira:issue_created',
      events: [{ kind: 'issue', action: 'created', externalId: open.idOf('WEB-8'), key: 'WEB-8' }],
    });
  });

  it('tell what a change replaced and who made it, and nothing where nothing changed', async () => {
    await told('move-issue', open.idOf('WEB-2'), { status: 'Done', person: 'dee' });
    expect(bodyOf(0)).toMatchObject({
      timestamp: NOW.getTime(),
      webhookEvent: 'jira:issue_updated',
      issue_event_type_name: 'issue_generic',
      user: { displayName: 'Dee', emailAddress: 'dee@acme.example' },
      issue: {
        key: 'WEB-2',
        self: `${open.base}/rest/api/2/issue/${open.idOf('WEB-2')}`,
        fields: {
          summary: 'Build the login form',
          status: { name: 'Done', statusCategory: { key: 'done' } },
          resolution: { name: 'Done' },
          updated: '2026-03-02T11:00:00.000+0100',
        },
      },
      changelog: {
        items: [
          {
            field: 'status',
            fieldId: 'status',
            from: '3',
            fromString: 'In Progress',
            to: '10001',
            toString: 'Done',
          },
          { field: 'resolution', from: null, fromString: null, to: '10000', toString: 'Done' },
        ],
      },
    });
    await told('rename-issue', open.idOf('WEB-2'), { title: 'Build the login form' });
    expect(receiver.received).toHaveLength(1);
  });

  it('tell descriptions and comments as text, and of a comment little of its issue', async () => {
    const { issues } = await adapterFor(open);
    await issues.update(open.idOf('WEB-2'), { description: '# Do\n\n- *one*\n- two' });
    await settled();
    expect(bodyOf(0).issue.fields.description).toBe('Do\none\ntwo');
    await told('comment-issue', open.idOf('WEB-2'), { body: 'Nice', person: 'dee' });
    const { comment, issue, user, changelog } = bodyOf(1);
    expect(comment).toMatchObject({ body: 'Nice', author: { displayName: 'Dee' } });
    expect(Object.keys(issue.fields).toSorted()).toEqual(
      ['assignee', 'issuetype', 'priority', 'project', 'status', 'summary'].toSorted(),
    );
    expect([user, changelog]).toEqual([undefined, undefined]);
  });

  it('tell of what the API token does, too', async () => {
    const { issues } = await adapterFor(open);
    await issues.update(open.idOf('WEB-3'), { status: 'done' });
    await settled();
    expect(understood()[0]?.events).toMatchObject([{ action: 'updated', key: 'WEB-3' }]);
    expect(bodyOf(0).user.displayName).toBe('Acme Bot');
  });

  it('of one project tell nothing of another, nor of an issue that has gone there', async () => {
    await told('rename-issue', open.idOf('OPS-1'), { title: 'Another' });
    await told('transfer-issue', open.idOf('WEB-5'));
    expect(receiver.received).toEqual([]);
  });

  it('of another project tell of what comes there, under its new key', async () => {
    const { webhooks } = await adapterFor(open, { project_key: 'OPS' });
    const other = await openReceiver({ path: '/api/webhooks/jira' });
    await webhooks.register(other.url, SECRET);
    const id = open.idOf('WEB-5');
    await open.act('transfer-issue', id);
    await settled();
    await other.close();
    expect(other.received.map((request) => jira.webhook.normalize(request).events)).toEqual([
      [{ kind: 'issue', action: 'updated', externalId: id, key: 'OPS-3' }],
    ]);
  });

  it('are tried five times more, five to fifteen minutes apart, with the same identifier and bytes', async () => {
    receiver.state.status = 503;
    await told('rename-issue', open.idOf('WEB-2'), { title: 'Other' });
    const state = () => open.section('Deliveries')[0]?.state ?? '';
    expect(state()).toBe('answered 503, again at 10:05 UTC');
    for (const [index, minutes] of [5, 7, 10, 12, 15].entries()) {
      const attempts = index + 2;
      open.clock.advance(minutes * MINUTE - 1);
      expect(receiver.received).toHaveLength(attempts - 1);
      open.clock.advance(1);
      await until(`attempt ${attempts}`, () => receiver.received.length === attempts);
      await until(
        'it was noted',
        () => open.section('Deliveries')[0]?.detail.endsWith(`${attempts} attempts`) === true,
      );
    }
    expect(state()).toBe('answered 503');
    open.clock.advance(24 * 60 * MINUTE);
    expect(receiver.received).toHaveLength(6);
    expect(new Set(understood().map(({ deliveryId }) => deliveryId)).size).toBe(1);
    expect(new Set(receiver.received.map(({ body }) => body.toString())).size).toBe(1);
    const retries = receiver.received.map(({ headers }) => headers['x-atlassian-webhook-retry']);
    expect(retries).toEqual([undefined, '1', '2', '3', '4', '5']);
  });

  it.each([
    [408, true],
    [409, true],
    [425, true],
    [429, true],
    [500, true],
    [400, false],
    [401, false],
    [404, false],
    [204, false],
  ])('after an answer of %i are tried again: %s', async (status, again) => {
    receiver.state.status = status;
    await told('rename-issue', open.idOf('WEB-2'), { title: 'Other' });
    expect(open.section('Deliveries')[0]?.state).toBe(
      again ? `answered ${status}, again at 10:05 UTC` : `answered ${status}`,
    );
  });

  it('can be lost, sent twice, and sent again by hand', async () => {
    const id = open.idOf('WEB-2');
    await open.act('drop-webhooks');
    await told('rename-issue', id, { title: 'Lost' });
    expect(open.section('Deliveries')[0]?.state).toBe('dropped on the way');
    expect(receiver.received).toHaveLength(0);
    await open.act('send-again', open.section('Deliveries')[0]?.id);
    await until('the lost one arrived', () => receiver.received.length === 1);
    await open.act('deliver-webhooks');
    await open.act('send-twice');
    await told('rename-issue', id, { title: 'Twice' });
    await until('both arrived', () => receiver.received.length === 3);
    expect(new Set(receiver.received.map(({ headers }) => headers[IDENTIFIER])).size).toBe(2);
  });

  it('are signed with the new secret once it is registered again', async () => {
    const { webhooks } = await adapterFor(open);
    expect(await webhooks.register(receiver.url, 'another')).toMatchObject({ secret: 'another' });
    await open.act('rename-issue', open.idOf('WEB-2'), { title: 'Other' });
    await settled();
    const [request, ...more] = receiver.received;
    expect(more).toEqual([]);
    expect(jira.webhook.verify(request!, [SECRET], NOW).ok).toBe(false);
    expect(jira.webhook.verify(request!, ['another'], NOW).ok).toBe(true);
    expect(open.section('Webhooks')).toHaveLength(1);
  });

  it('without a secret are not signed, and without a body are empty', async () => {
    const other = await openReceiver();
    const hook = { name: 'Bare', url: other.url, events: ['jira:issue_updated'], excludeBody: true };
    expect((await open.call('POST', HOOKS, hook)).body).toMatchObject({ isSigned: false, enabled: true });
    await told('rename-issue', open.idOf('OPS-1'), { title: 'Other' });
    await other.close();
    expect(other.received.map(({ body, headers }) => [body.length, headers['x-hub-signature']])).toEqual([
      [0, undefined],
    ]);
  });

  it('stop when the webhook is removed, twice if need be', async () => {
    const { webhooks } = await adapterFor(open);
    await webhooks.remove(hookId);
    await webhooks.remove(hookId);
    await open.act('rename-issue', open.idOf('WEB-2'), { title: 'Other' });
    expect(open.section('Deliveries')).toEqual([]);
  });
});

describe('after a restart', () => {
  it('the world is as it was, and what was waiting is sent', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'pretend-jira-'));
    const receiver = await openReceiver({ path: '/api/webhooks/jira' });
    const clock = new ManualClock();
    const statePath = join(folder, 'jira.json');
    const before = await openJira({ clock, statePath });
    const { webhooks, issues } = await adapterFor(before);
    await webhooks.register(receiver.url, SECRET);
    receiver.state.status = 500;
    const marker = 'f81d4fae-7dec-41d0-a765-00a0c91e6bf6';
    const made = await issues.create({ title: 'Survive', marker, description: '- [x] all' });
    await until(
      'it was noted',
      () => before.section('Deliveries')[0]?.state?.startsWith('answered 500') === true,
    );
    await before.close();
    expect(await readFile(statePath, 'utf8')).toContain('Survive');

    clock.advance(6 * MINUTE);
    receiver.state.status = 200;
    const after = await openJira({ clock, statePath });
    const again = await adapterFor(after);
    expect(await again.issues.get(made.externalId)).toEqual({
      ...made,
      url: `${after.base}/browse/WEB-8`,
    });
    await until('it was told', () => after.section('Deliveries')[0]?.state === 'answered 200');
    expect(receiver.received).toHaveLength(2);
    await after.close();
    await receiver.close();
    await rm(folder, { recursive: true });
  });
});
