import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { IssueEvent } from '../../../../src/integrations/contract.ts';
import { linear } from '../../../../src/integrations/linear/index.ts';
import { ManualClock, until } from '../manual-clock.ts';
import { openReceiver, type Receiver } from '../receiver.ts';
import { adapterFor, type OpenLinear, openLinear } from './harness.ts';

const SECRET = 'a secret to everybody';
const NOW = new Date('2026-03-02T10:00:00Z');
const MINUTE = 60_000;

describe('webhooks', () => {
  let open: OpenLinear;
  let receiver: Receiver;
  let hookId: string;
  beforeEach(async () => {
    [open, receiver] = [await openLinear(), await openReceiver({ path: '/api/webhooks/linear' })];
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
      expect(linear.webhook.verify(request, ['old', SECRET], NOW)).toEqual({ ok: true, secretIndex: 1 });
      return linear.webhook.normalize(request);
    });
  }

  async function told(action: string, item: string | undefined, inputs: Record<string, string> = {}) {
    expect(await open.act(action, item, inputs)).toEqual({ ok: true });
    await settled();
    return understood();
  }

  it.each<[action: string, key: string, inputs: Record<string, string>, event: IssueEvent['action']]>([
    ['move-issue', 'ENG-2', { state: 'In Review' }, 'updated'],
    ['rename-issue', 'ENG-2', { title: 'Other', person: 'dee' }, 'updated'],
    ['describe-issue', 'ENG-2', { description: 'More' }, 'updated'],
    ['prioritize-issue', 'ENG-2', { priority: 'Urgent' }, 'updated'],
    ['assign-issue', 'ENG-2', { assignee: 'nobody' }, 'updated'],
    ['label-issue', 'ENG-2', { label: 'Blocked' }, 'updated'],
    ['unlabel-issue', 'ENG-2', { label: 'Feature' }, 'updated'],
    ['archive-issue', 'ENG-2', {}, 'deleted'],
    ['delete-issue', 'OPS-1', {}, 'deleted'],
  ])('%s %s is told and understood', async (action, key, inputs, event) => {
    const externalId = open.idOf(key);
    const [delivery, ...more] = await told(action, externalId, inputs);
    expect(more).toEqual([]);
    expect(delivery?.events).toEqual([{ kind: 'issue', action: event, externalId, key }]);
  });

  it('tell of a new issue, and of a comment on it', async () => {
    const [created] = await told('create-issue', undefined, { title: 'New', team: 'OPS', person: 'mel' });
    const externalId = open.idOf('OPS-3');
    expect(created).toMatchObject({
      type: 'Issue.create',
      events: [{ kind: 'issue', action: 'created', externalId, key: 'OPS-3' }],
    });
    const [, commented] = await told('comment-issue', externalId, { body: 'Nice', person: 'dee' });
    expect(commented).toMatchObject({
      type: 'Comment.create',
      events: [{ action: 'commented', externalId }],
    });
  });

  it('tell of a comment on a project in a way that is ignored', async () => {
    const project = open.section('Projects')[0]?.id;
    expect((await told('comment-project', project, { body: 'On track' }))[0]).toMatchObject({
      type: 'Comment.create',
      events: [],
      ignored: expect.stringContaining('comment'),
    });
  });

  it('tell what an update replaced, who did it, and nothing where nothing changed', async () => {
    await told('rename-issue', open.idOf('ENG-2'), { title: 'Other', person: 'dee' });
    expect(JSON.parse(receiver.received[0]?.body.toString() ?? '')).toMatchObject({
      action: 'update',
      type: 'Issue',
      actor: { name: 'Dee' },
      data: { title: 'Other', identifier: 'ENG-2', state: { name: 'In Progress' }, team: { key: 'ENG' } },
      updatedFrom: { title: 'Build the login form' },
      webhookId: hookId,
    });
    await told('rename-issue', open.idOf('ENG-2'), { title: 'Other' });
    expect(receiver.received).toHaveLength(1);
  });

  it('tell of what the API key does, too', async () => {
    const { issues } = await adapterFor(open);
    await issues.update(open.idOf('ENG-3'), { status: 'done' });
    await settled();
    expect(understood()[0]?.events).toMatchObject([{ action: 'updated', key: 'ENG-3' }]);
  });

  it('of one team tell nothing of another', async () => {
    const { webhooks } = await adapterFor(open, { team_id: 'OPS' });
    const other = await openReceiver({ path: '/api/webhooks/linear' });
    await webhooks.register(other.url, SECRET);
    await told('rename-issue', open.idOf('ENG-2'), { title: 'Other' });
    await told('rename-issue', open.idOf('OPS-1'), { title: 'Another' });
    await other.close();
    expect(receiver.received).toHaveLength(2);
    expect(other.received).toHaveLength(1);
  });

  it('are tried again after a minute, an hour and six hours with the same id and bytes, then no more', async () => {
    receiver.state.status = 202;
    await told('rename-issue', open.idOf('ENG-2'), { title: 'Other' });
    const state = () => open.section('Deliveries')[0]?.state ?? '';
    expect(state()).toBe('answered 202, again at 10:01 UTC');
    for (const [attempts, minutes] of [
      [2, 1],
      [3, 60],
      [4, 360],
    ] as const) {
      open.clock.advance(minutes * MINUTE - 1);
      expect(receiver.received).toHaveLength(attempts - 1);
      open.clock.advance(1);
      await until(`attempt ${attempts}`, () => receiver.received.length === attempts);
      await until(
        'it was noted',
        () => open.section('Deliveries')[0]?.detail.endsWith(`${attempts} attempts`) === true,
      );
    }
    expect(state()).toBe('answered 202');
    open.clock.advance(24 * 60 * MINUTE);
    expect(receiver.received).toHaveLength(4);
    expect(new Set(understood().map(({ deliveryId }) => deliveryId)).size).toBe(1);
    expect(new Set(receiver.received.map(({ body }) => body.toString())).size).toBe(1);
  });

  it('can be lost, sent twice, and sent again by hand', async () => {
    const id = open.idOf('ENG-2');
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
    const ids = receiver.received.map(({ headers }) => headers['linear-delivery']);
    expect(new Set(ids).size).toBe(2);
  });

  it('are signed with the new secret once it is registered again', async () => {
    const { webhooks } = await adapterFor(open);
    expect(await webhooks.register(receiver.url, 'another')).toMatchObject({ secret: 'another' });
    await open.act('rename-issue', open.idOf('ENG-2'), { title: 'Other' });
    await settled();
    const [request, ...more] = receiver.received;
    expect(more).toEqual([]);
    expect(linear.webhook.verify(request!, [SECRET], NOW).ok).toBe(false);
    expect(linear.webhook.verify(request!, ['another'], NOW).ok).toBe(true);
    expect(open.section('Webhooks')).toHaveLength(1);
  });

  it('stop when the webhook is removed, twice if need be', async () => {
    const { webhooks } = await adapterFor(open);
    await webhooks.remove(hookId);
    await webhooks.remove(hookId);
    await open.act('rename-issue', open.idOf('ENG-2'), { title: 'Other' });
    expect(open.section('Deliveries')).toEqual([]);
  });
});

describe('after a restart', () => {
  it('the world is as it was, and what was waiting is sent', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'pretend-linear-'));
    const receiver = await openReceiver({ path: '/api/webhooks/linear' });
    const clock = new ManualClock();
    const statePath = join(folder, 'linear.json');
    const before = await openLinear({ clock, statePath });
    const { webhooks, issues } = await adapterFor(before);
    await webhooks.register(receiver.url, SECRET);
    receiver.state.status = 500;
    const made = await issues.create({ title: 'Survive', marker: 'f81d4fae-7dec-41d0-a765-00a0c91e6bf6' });
    await until(
      'it was noted',
      () => before.section('Deliveries')[0]?.state?.startsWith('answered 500') === true,
    );
    await before.close();
    expect(await readFile(statePath, 'utf8')).toContain('Survive');

    clock.advance(2 * MINUTE);
    receiver.state.status = 200;
    const after = await openLinear({ clock, statePath });
    const again = await adapterFor(after);
    expect(await again.issues.get(made.externalId)).toMatchObject({ title: 'Survive', key: 'ENG-8' });
    await until('it was told', () => after.section('Deliveries')[0]?.state === 'answered 200');
    expect(receiver.received).toHaveLength(2);
    await after.close();
    await receiver.close();
    await rm(folder, { recursive: true });
  });
});
