import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ProviderEvent } from '../../../../src/integrations/contract.ts';
import { github } from '../../../../src/integrations/github/index.ts';
import { ManualClock, until } from '../manual-clock.ts';
import { openReceiver, type Receiver } from '../receiver.ts';
import { adapterFor, type OpenGitHub, openGitHub } from './harness.ts';

const SECRET = 'a secret to everybody';
const NOW = new Date('2026-03-02T10:00:00Z');

describe('webhooks', () => {
  let open: OpenGitHub;
  let receiver: Receiver;
  let hookId: string;
  beforeEach(async () => {
    [open, receiver] = [
      await openGitHub(),
      await openReceiver({ path: '/api/webhooks/github', status: 202 }),
    ];
    const { webhooks } = await adapterFor(open);
    ({ id: hookId } = await webhooks.register(receiver.url, SECRET));
    await arrived(1);
    receiver.received.length = 0;
  });
  afterEach(async () => {
    await open.close();
    await receiver.close();
  });

  const arrived = (count: number) =>
    until(`${count} webhooks arrived`, () => receiver.received.length >= count);
  const settled = () =>
    until('all have been sent', () => open.section('Deliveries').every(({ state }) => state !== 'waiting'));

  /** What the adapter makes of everything that arrived; each delivery is verified first. */
  function understood() {
    return receiver.received.map((request) => {
      expect(github.webhook.verify(request, ['old', SECRET], NOW)).toEqual({ ok: true, secretIndex: 1 });
      return github.webhook.normalize(request);
    });
  }

  async function told(action: string, item: string | undefined, inputs: Record<string, string> = {}) {
    expect(await open.act(action, item, inputs)).toEqual({ ok: true });
    await settled();
    return understood();
  }

  it('begin with a ping that is verified and ignored', async () => {
    const { webhooks } = await adapterFor(open);
    await webhooks.remove(hookId);
    await webhooks.register(receiver.url, SECRET);
    await arrived(1);
    expect(understood()[0]).toMatchObject({ type: 'ping', events: [], ignored: 'ping' });
  });

  it.each<
    [
      action: string,
      item: string | undefined,
      inputs: Record<string, string>,
      events: Partial<ProviderEvent>[],
    ]
  >([
    [
      'open-issue',
      undefined,
      { title: 'New', person: 'dee' },
      [{ kind: 'issue', action: 'created', key: '#8' }],
    ],
    ['close-issue', '2', { reason: 'completed' }, [{ kind: 'issue', action: 'updated', key: '#2' }]],
    ['reopen-issue', '1', {}, [{ kind: 'issue', action: 'updated', key: '#1' }]],
    ['rename-issue', '2', { title: 'Other' }, [{ kind: 'issue', action: 'updated', key: '#2' }]],
    ['label-issue', '2', { label: 'bug' }, [{ kind: 'issue', action: 'updated', key: '#2' }]],
    ['unlabel-issue', '2', { label: 'enhancement' }, [{ kind: 'issue', action: 'updated', key: '#2' }]],
    ['assign-issue', '3', { assignee: 'nobody' }, [{ kind: 'issue', action: 'updated', key: '#3' }]],
    ['comment-issue', '2', { body: 'Nice' }, [{ kind: 'issue', action: 'commented', key: '#2' }]],
    ['delete-issue', '2', {}, [{ kind: 'issue', action: 'deleted', key: '#2' }]],
    ['transfer-issue', '2', {}, [{ kind: 'issue', action: 'deleted', key: '#2' }]],
    [
      'push',
      'fix/typo',
      { message: 'Correct it', person: 'mel' },
      [
        {
          kind: 'push',
          branch: 'fix/typo',
          deleted: false,
          commit: { message: 'Correct it', author: 'mel' } as never,
        },
      ],
    ],
    [
      'push',
      'feature/login',
      { message: 'Improve it' },
      [
        { kind: 'push', branch: 'feature/login' },
        { kind: 'pull_request', action: 'synchronized', number: 7, branch: 'feature/login' },
      ],
    ],
    [
      'create-branch',
      undefined,
      { branch: 'feature/new', from: 'main' },
      [{ kind: 'push', branch: 'feature/new', deleted: false }],
    ],
    ['delete-branch', 'fix/typo', {}, [{ kind: 'push', branch: 'fix/typo', deleted: true }]],
    [
      'open-pull-request',
      'fix/typo',
      { title: 'Correct it' },
      [{ kind: 'pull_request', action: 'opened', number: 8, branch: 'fix/typo', fromFork: false }],
    ],
    [
      'open-fork-pull-request',
      undefined,
      { title: 'A gift', branch: 'patch-1' },
      [{ kind: 'pull_request', action: 'opened', branch: 'patch-1', fromFork: true }],
    ],
    ['close-pull-request', '7', {}, [{ kind: 'pull_request', action: 'closed', number: 7, merged: false }]],
    [
      'merge-pull-request',
      '7',
      {},
      [
        { kind: 'pull_request', action: 'closed', number: 7, merged: true },
        { kind: 'push', branch: 'main' },
      ],
    ],
  ])('%s %s is told and understood', async (action, item, inputs, events) => {
    const deliveries = await told(action, item, inputs);
    const found = deliveries.flatMap(({ events: of }) => of);
    expect(found).toHaveLength(events.length);
    for (const event of events) expect(found).toContainEqual(expect.objectContaining(withMatchers(event)));
    expect(new Set(deliveries.map(({ deliveryId }) => deliveryId)).size).toBe(deliveries.length);
  });

  it('name an issue as the API does', async () => {
    const { issues } = await adapterFor(open);
    const [{ externalId } = { externalId: '' }] = await issues.search('#2', 1);
    const [delivery] = await told('rename-issue', '2', { title: 'Other' });
    expect(delivery?.events[0]).toMatchObject({ externalId });
  });

  it('tell of a comment on a pull request in a way that is ignored', async () => {
    const { repository } = await adapterFor(open);
    await repository.setPullRequestComment({ number: 7, marker: 'm', body: 'Ready' });
    await arrived(1);
    expect(understood()[0]).toMatchObject({
      type: 'issue_comment.created',
      events: [],
      ignored: 'a comment on a pull request, not on an issue',
    });
  });

  it('are sent once, and again by hand with the same id and bytes', async () => {
    receiver.state.status = 500;
    await told('rename-issue', '2', { title: 'Other' });
    const [delivery] = open.section('Deliveries');
    expect(delivery).toMatchObject({ title: 'issues.edited', state: 'answered 500' });
    open.clock.advance(24 * 3_600_000);
    expect(receiver.received).toHaveLength(1);
    receiver.state.status = 202;
    await open.act('send-again', delivery?.id);
    await until('it was taken', () => open.section('Deliveries')[0]?.state === 'answered 202');
    const [first, second] = receiver.received;
    expect(second?.body).toEqual(first?.body);
    expect(second?.headers['x-github-delivery']).toBe(first?.headers['x-github-delivery']);
  });

  it('can be lost, and sent twice', async () => {
    await open.act('drop-webhooks');
    await told('rename-issue', '2', { title: 'Lost' });
    expect(open.section('Deliveries')[0]?.state).toBe('dropped on the way');
    expect(receiver.received).toHaveLength(0);
    await open.act('deliver-webhooks');
    await open.act('send-twice');
    await told('rename-issue', '2', { title: 'Twice' });
    const ids = receiver.received.map(({ headers }) => headers['x-github-delivery']);
    expect(ids).toHaveLength(2);
    expect(new Set(ids).size).toBe(1);
  });

  it('are signed with the new secret once it is registered again', async () => {
    const { webhooks } = await adapterFor(open);
    expect(await webhooks.register(receiver.url, 'another')).toEqual({ id: hookId, secret: 'another' });
    await open.act('rename-issue', '2', { title: 'Other' });
    await arrived(1);
    const [request] = receiver.received;
    expect(github.webhook.verify(request!, [SECRET], NOW).ok).toBe(false);
    expect(github.webhook.verify(request!, ['another'], NOW).ok).toBe(true);
    expect(open.section('Webhooks')).toHaveLength(1);
  });

  it('set to a form by somebody are not understood, and that says what to do', async () => {
    const path = `/repos/acme/web-app/hooks/${hookId}`;
    const config = { url: receiver.url, content_type: 'form', secret: SECRET };
    expect((await open.call('PATCH', path, { config })).status).toBe(200);
    await open.act('rename-issue', '2', { title: 'Other' });
    await arrived(1);
    const [request] = receiver.received;
    expect(github.webhook.verify(request!, [SECRET], NOW).ok).toBe(true);
    expect(() => github.webhook.normalize(request!)).toThrow(/application\/json/);
  });

  it('stop when the webhook is removed, twice if need be', async () => {
    const { webhooks } = await adapterFor(open);
    await webhooks.remove(hookId);
    await webhooks.remove(hookId);
    await open.act('rename-issue', '2', { title: 'Other' });
    expect(open.section('Deliveries').filter(({ title }) => title === 'issues.edited')).toEqual([]);
  });
});

describe('after a restart', () => {
  it('the world is as it was, and what was waiting is sent', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'pretend-github-'));
    const receiver = await openReceiver({ path: '/api/webhooks/github', status: 202 });
    const clock = new ManualClock();
    const statePath = join(folder, 'github.json');
    const before = await openGitHub({ clock, statePath });
    const { webhooks, issues } = await adapterFor(before);
    await webhooks.register(receiver.url, SECRET);
    await until('the ping arrived', () => receiver.received.length === 1);
    const made = await issues.create({ title: 'Survive', marker: 'm-1' });
    await until('it was told', () => receiver.received.length === 2);
    await before.close();
    expect(await readFile(statePath, 'utf8')).toContain('Survive');

    const after = await openGitHub({ clock, statePath });
    const again = await adapterFor(after);
    expect(await again.issues.get(made.externalId)).toMatchObject({ title: 'Survive' });
    await after.act('rename-issue', '8', { title: 'Survived' });
    await until('it was told', () => receiver.received.length === 3);
    await after.close();
    await receiver.close();
    await rm(folder, { recursive: true });
  });
});

/** What is nested is compared in part, too. */
function withMatchers(event: Partial<ProviderEvent>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(event).map(([key, value]) => [
      key,
      typeof value === 'object' && value !== null ? expect.objectContaining(value) : value,
    ]),
  );
}
