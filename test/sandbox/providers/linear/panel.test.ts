import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { adapterFor, type OpenLinear, openLinear } from './harness.ts';

describe('the panel', () => {
  let open: OpenLinear;
  beforeEach(async () => {
    open = await openLinear();
  });
  afterEach(() => open.close());

  it('tells a newcomer what to type', () => {
    const { hints } = open.linear.panel();
    expect(hints).toContainEqual({ label: 'API key', value: 'lin_api_sandbox_token' });
    expect(hints).toContainEqual({ label: 'Teams', value: 'ENG (Engineering), OPS (Operations)' });
    expect(hints).toContainEqual({ label: 'API', value: open.base });
    expect(open.section('Workflows').map(({ detail }) => detail)).toEqual([
      'Backlog → Todo → In Progress → In Review → Done → Canceled',
      'Backlog → Todo → In Progress → Blocked → Done → Canceled',
    ]);
    expect(open.section('Issues of ENG')).toHaveLength(7);
  });

  it('lists the webhook that is registered', async () => {
    const { webhooks } = await adapterFor(open, { team_id: 'ENG' });
    await webhooks.register('http://127.0.0.1:9/hook', 's');
    expect(open.section('Webhooks')).toMatchObject([
      { title: 'http://127.0.0.1:9/hook', detail: 'Issue, Comment of ENG' },
    ]);
  });

  it('offers for every switch the way back', async () => {
    const ids = () => open.linear.panel().actions.map(({ id }) => id);
    const there = ids();
    for (const id of ['drop-webhooks', 'send-twice', 'revoke-token', 'demote-account']) {
      expect(there).toContain(id);
      expect(await open.act(id)).toEqual({ ok: true });
    }
    for (const id of ['deliver-webhooks', 'send-once', 'restore-token', 'promote-account']) {
      expect(ids()).toContain(id);
      expect(await open.act(id)).toEqual({ ok: true });
    }
    expect(ids()).toEqual(there);
  });

  it('does every action it offers', async () => {
    const { webhooks } = await adapterFor(open);
    await webhooks.register('http://127.0.0.1:9/hook', 's');
    const seen = new Set<string>();
    const offered = () => {
      const { actions, sections } = open.linear.panel();
      return [
        ...sections.flatMap(({ items }) =>
          items.flatMap((item) => item.actions.map((action) => ({ action, item: item.id }))),
        ),
        ...actions.map((action) => ({ action, item: undefined })),
      ].find(({ action }) => !seen.has(action.id) && action.id !== 'delete-webhook');
    };
    for (let next = offered(); next; next = offered()) {
      const { action, item } = next;
      seen.add(action.id);
      const name: Record<string, string> = action.id === 'add-state' ? { name: 'Parked' } : {};
      const inputs = Object.fromEntries(
        (action.inputs ?? []).map((input) => [input.name, input.initial || 'x']),
      );
      expect(await open.act(action.id, item, { ...inputs, ...name }), action.id).toEqual({ ok: true });
    }
    expect([...seen]).toEqual(
      expect.arrayContaining(['move-issue', 'restore-issue', 'send-again', 'add-state']),
    );
    expect(await open.act('delete-webhook', open.section('Webhooks')[0]?.id)).toEqual({ ok: true });
  });

  it('tells its listeners of every change, until they have heard enough', async () => {
    let changes = 0;
    const stop = open.linear.onChange(() => {
      changes += 1;
    });
    await open.act('rename-issue', open.idOf('ENG-2'), { title: 'Other' });
    expect(changes).toBe(1);
    stop();
    await open.act('rename-issue', open.idOf('ENG-2'), { title: 'Another' });
    expect(changes).toBe(1);
  });

  it('a state called Blocked is what "blocked" means from then on', async () => {
    const { issues } = await adapterFor(open);
    await open.act('add-state', 'ENG', { name: 'Blocked', type: 'started' });
    const moved = await issues.update(open.idOf('ENG-2'), { status: 'blocked' });
    expect(moved.status).toEqual({ name: 'Blocked', meaning: 'blocked' });
    expect(open.section('Issues of ENG').find(({ id }) => id === moved.externalId)?.state).toBe('Blocked');
  });

  it.each([
    ['nonsense', undefined, {}, 'no action nonsense'],
    ['create-issue', undefined, { title: ' ', team: 'ENG' }, 'A title is needed'],
    ['create-issue', undefined, { title: 'x', team: 'MKT' }, 'no such team'],
    ['create-issue', undefined, { title: 'x', team: 'ENG', person: 'eve' }, 'no such person'],
    ['rename-issue', 'nothing', { title: 'x' }, 'no such issue'],
    ['comment-project', 'nothing', { body: 'x' }, 'no such project'],
    ['add-state', 'OPS', { name: 'blocked', type: 'started' }, 'has a state of that name'],
    ['add-state', 'OPS', { name: 'Parked', type: 'odd' }, 'no such type of state'],
    ['send-again', 'nothing', {}, 'no such delivery'],
    ['delete-webhook', 'nothing', {}, 'no such webhook'],
  ])('says why it cannot %s %s', async (action, item, inputs, reason) => {
    const result = await open.act(action, item, inputs as Record<string, string>);
    expect(result).toMatchObject({ ok: false, error: expect.stringContaining(reason) });
  });

  it.each([
    ['move-issue', { state: 'Parked' }, 'no such state'],
    ['prioritize-issue', { priority: 'Whenever' }, 'no such priority'],
    ['label-issue', { label: 'Nonsense' }, 'no such label'],
    ['comment-issue', { body: '' }, 'A comment is needed'],
  ])('says why it cannot %s', async (action, inputs, reason) => {
    const result = await open.act(action, open.idOf('ENG-2'), inputs as Record<string, string>);
    expect(result).toMatchObject({ ok: false, error: expect.stringContaining(reason) });
  });

  it('serves the pages that its answers link to, and escapes what others wrote', async () => {
    await open.act('rename-issue', open.idOf('ENG-2'), { title: '<script>alert(1)</script>' });
    const items = ['Issues of ENG', 'Issues of OPS', 'Workflows', 'Projects'].flatMap((name) =>
      open.section(name),
    );
    for (const { url } of items) {
      const response = await fetch(url!);
      expect(response.status, url).toBe(200);
      expect(await response.text()).not.toContain('<script>');
    }
    expect((await fetch(`${open.base}/acme/profiles/ada`)).status).toBe(200);
    for (const path of ['issue/ENG-99', 'team/MKT', 'project/x', 'profiles/eve', 'nonsense/x']) {
      expect((await fetch(`${open.base}/acme/${path}`)).status, path).toBe(404);
    }
  });
});
