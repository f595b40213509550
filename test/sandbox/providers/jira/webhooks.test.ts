import { beforeEach, describe, expect, it } from 'vitest';
import type { IssueEvent } from '../../../../src/integrations/contract.ts';
import { jira } from '../../../../src/integrations/jira/index.ts';
import { openReceiver } from '../receiver.ts';
import { adapterFor, HOOKS } from './harness.ts';
import { type Listening, NOW, openListening, SECRET } from './listening.ts';

describe('webhooks', () => {
  let open: Listening;
  beforeEach(async () => {
    open = await openListening();
  });

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
    const [delivery, ...more] = await open.told(action, externalId, inputs);
    expect(more).toEqual([]);
    expect(delivery?.events).toEqual([{ kind: 'issue', action: event, externalId, key }]);
  });

  it('tell of a new issue', async () => {
    const [created] = await open.told('create-issue', undefined, {
      title: 'New',
      project: 'WEB',
      person: 'mel',
    });
    expect(created).toMatchObject({
      type: 'jira:issue_created',
      events: [{ kind: 'issue', action: 'created', externalId: open.idOf('WEB-8'), key: 'WEB-8' }],
    });
  });

  it('tell what a change replaced and who made it, and nothing where nothing changed', async () => {
    await open.told('move-issue', open.idOf('WEB-2'), { status: 'Done', person: 'dee' });
    expect(open.bodyOf(0)).toMatchObject({
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
    await open.told('rename-issue', open.idOf('WEB-2'), { title: 'Build the login form' });
    expect(open.receiver.received).toHaveLength(1);
  });

  it('tell descriptions and comments as text, and of a comment little of its issue', async () => {
    const { issues } = await adapterFor(open);
    await issues.update(open.idOf('WEB-2'), { description: '# Do\n\n- *one*\n- two' });
    await open.settled();
    expect(open.bodyOf(0).issue.fields.description).toBe('Do\none\ntwo');
    await open.told('comment-issue', open.idOf('WEB-2'), { body: 'Nice', person: 'dee' });
    const { comment, issue, user, changelog } = open.bodyOf(1);
    expect(comment).toMatchObject({ body: 'Nice', author: { displayName: 'Dee' } });
    expect(Object.keys(issue.fields).toSorted()).toEqual(
      ['assignee', 'issuetype', 'priority', 'project', 'status', 'summary'].toSorted(),
    );
    expect([user, changelog]).toEqual([undefined, undefined]);
  });

  it('tell of a description of which only the looks have changed', async () => {
    const { issues } = await adapterFor(open);
    const id = open.idOf('WEB-6');
    await issues.update(id, { description: 'By **e-mail**.' });
    await open.settled();
    expect(open.bodyOf(0).changelog.items).toMatchObject([{ field: 'description', toString: 'By e-mail.' }]);
    expect((await issues.get(id)).updatedAt).toEqual(NOW);
  });

  it('tell of what the API token does, too', async () => {
    const { issues } = await adapterFor(open);
    await issues.update(open.idOf('WEB-3'), { status: 'done' });
    await open.settled();
    expect(open.understood()[0]?.events).toMatchObject([{ action: 'updated', key: 'WEB-3' }]);
    expect(open.bodyOf(0).user.displayName).toBe('Acme Bot');
  });

  it('of one project tell nothing of another, nor of an issue that has gone there', async () => {
    await open.told('rename-issue', open.idOf('OPS-1'), { title: 'Another' });
    await open.told('transfer-issue', open.idOf('WEB-5'));
    expect(open.receiver.received).toEqual([]);
  });

  it('of another project tell of what comes there, under its new key', async () => {
    const { webhooks } = await adapterFor(open, { project_key: 'OPS' });
    const other = await openReceiver({ path: '/api/webhooks/jira' });
    await webhooks.register(other.url, SECRET);
    const id = open.idOf('WEB-5');
    await open.act('transfer-issue', id);
    await open.settled();
    await other.close();
    expect(other.received.map((request) => jira.webhook.normalize(request).events)).toEqual([
      [{ kind: 'issue', action: 'updated', externalId: id, key: 'OPS-3' }],
    ]);
  });

  it('without a secret are not signed, and without a body are empty', async () => {
    const other = await openReceiver();
    const hook = { name: 'Bare', url: other.url, events: ['jira:issue_updated'], excludeBody: true };
    expect((await open.call('POST', HOOKS, hook)).body).toMatchObject({ isSigned: false, enabled: true });
    await open.told('rename-issue', open.idOf('OPS-1'), { title: 'Other' });
    await other.close();
    expect(other.received.map(({ body, headers }) => [body.length, headers['x-hub-signature']])).toEqual([
      [0, undefined],
    ]);
  });

  it('stop when the webhook is removed, twice if need be', async () => {
    const { webhooks } = await adapterFor(open);
    await webhooks.remove(open.hookId);
    await webhooks.remove(open.hookId);
    await open.act('rename-issue', open.idOf('WEB-2'), { title: 'Other' });
    expect(open.section('Deliveries')).toEqual([]);
  });
});
