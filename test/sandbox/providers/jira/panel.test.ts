import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkFields } from '../../../../src/integrations/check-fields.ts';
import { loadManifests } from '../../../../src/integrations/manifest.ts';
import { adapterFor, type OpenJira, openJira } from './harness.ts';

describe('the panel', () => {
  let open: OpenJira;
  beforeEach(async () => {
    open = await openJira();
  });
  afterEach(() => open.close());

  it('tells a newcomer what to type', async () => {
    const { hints } = open.jira.panel();
    expect(hints).toContainEqual({ label: 'API', value: open.base });
    expect(hints).toContainEqual({ label: 'One with a strict workflow', value: 'OPS' });
    const typed = {
      base_url: open.hint('Base URL'),
      email: open.hint('Email'),
      api_token: open.hint('API token'),
      project_key: open.hint('Project key'),
    };
    const manifest = (await loadManifests('manifests')).get('jira')!;
    expect(checkFields(manifest, typed)).toEqual({ ok: true, values: typed });
  });

  it('shows how each project works', () => {
    expect(open.section('Workflows').map(({ detail }) => detail)).toEqual([
      'To Do, In Progress, In Review, Blocked, Done: from each to every other',
      'To Do → In Progress, In Progress → To Do, In Progress → Done (asks for Root cause), Done → In Progress',
    ]);
    expect(open.section('Issues of WEB')).toHaveLength(7);
    const [runbook] = open.section('Issues of OPS');
    const move = runbook?.actions.find(({ id }) => id === 'move-issue');
    expect(move?.inputs?.[0]?.options).toEqual(['In Progress']);
  });

  it('lists the webhook that is registered', async () => {
    const { webhooks } = await adapterFor(open);
    await webhooks.register('http://127.0.0.1:9/hook', 's');
    expect(open.section('Webhooks')).toMatchObject([
      {
        title: 'http://127.0.0.1:9/hook',
        detail:
          'jira:issue_created, jira:issue_updated, jira:issue_deleted, comment_created where project = "WEB"',
      },
    ]);
  });

  it('offers for every switch the way back', async () => {
    const ids = () => open.jira.panel().actions.map(({ id }) => id);
    const there = ids();
    for (const id of ['drop-webhooks', 'send-twice', 'revoke-token', 'demote-account', 'stop-index']) {
      expect(ids()).toContain(id);
      expect(await open.act(id)).toEqual({ ok: true });
    }
    for (const id of [
      'deliver-webhooks',
      'send-once',
      'restore-token',
      'promote-account',
      'catch-up-index',
    ]) {
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
      const { actions, sections } = open.jira.panel();
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
      const inputs = Object.fromEntries(
        (action.inputs ?? []).map((input) => [input.name, input.initial || 'x']),
      );
      expect(await open.act(action.id, item, inputs), action.id).toEqual({ ok: true });
    }
    expect([...seen]).toEqual(
      expect.arrayContaining(['move-issue', 'unlabel-issue', 'unflag-issue', 'transfer-issue', 'send-again']),
    );
    expect(await open.act('delete-webhook', open.section('Webhooks')[0]?.id)).toEqual({ ok: true });
  });

  it('tells its listeners of every change, until they have heard enough', async () => {
    let changes = 0;
    const stop = open.jira.onChange(() => {
      changes += 1;
    });
    await open.act('rename-issue', open.idOf('WEB-2'), { title: 'Other' });
    expect(changes).toBe(1);
    stop();
    await open.act('rename-issue', open.idOf('WEB-2'), { title: 'Another' });
    expect(changes).toBe(1);
  });

  it('says beside an issue who wrote what on it last', async () => {
    await open.act('comment-issue', open.idOf('WEB-3'), { body: 'On it', person: 'mel' });
    const detail = open.section('Issues of WEB').find(({ title }) => title.startsWith('WEB-3 '))?.detail;
    expect(detail).toBe('Medium, @mel, feature, frontend, Mel wrote: On it');
  });

  it.each([
    ['nonsense', undefined, {}, 'no action nonsense'],
    ['create-issue', undefined, { title: ' ', project: 'WEB' }, 'A title is needed'],
    ['create-issue', undefined, { title: 'x', project: 'MKT' }, 'no such project'],
    ['create-issue', undefined, { title: 'x', project: 'WEB', person: 'eve' }, 'no such person'],
    ['rename-issue', 'nothing', { title: 'x' }, 'no such issue'],
    ['send-again', 'nothing', {}, 'no such delivery'],
    ['delete-webhook', 'nothing', {}, 'no such webhook'],
  ])('says why it cannot %s %s', async (action, item, inputs, reason) => {
    const result = await open.act(action, item, inputs as Record<string, string>);
    expect(result).toMatchObject({ ok: false, error: expect.stringContaining(reason) });
  });

  it.each([
    ['move-issue', { status: 'Parked' }, 'no such transition from here'],
    ['move-issue', { status: 'In Progress' }, 'no such transition from here'],
    ['prioritize-issue', { priority: 'Whenever' }, 'no such priority'],
    ['label-issue', { label: 'two words' }, 'has no spaces'],
    ['unlabel-issue', { label: 'nonsense' }, 'no such label'],
    ['comment-issue', { body: '' }, 'A comment is needed'],
  ])('says why it cannot %s', async (action, inputs, reason) => {
    const result = await open.act(action, open.idOf('WEB-2'), inputs as Record<string, string>);
    expect(result).toMatchObject({ ok: false, error: expect.stringContaining(reason) });
  });

  it('serves the pages that its answers link to, and escapes what others wrote', async () => {
    const id = open.idOf('WEB-2');
    const script = '<script>alert(1)</script>';
    await open.act('rename-issue', id, { title: script });
    await open.act('describe-issue', id, { description: script });
    await open.act('comment-issue', id, { body: script });
    const items = ['Issues of WEB', 'Issues of OPS', 'Workflows'].flatMap((name) => open.section(name));
    for (const { url } of items) {
      const response = await fetch(url!);
      expect(response.status, url).toBe(200);
      expect(await response.text()).not.toContain('<script>');
    }
    await open.act('transfer-issue', id);
    expect(await (await fetch(`${open.base}/browse/WEB-2`)).text()).toContain('OPS-3');
    for (const path of ['browse/WEB-99', 'jira/software/projects/MKT']) {
      expect((await fetch(`${open.base}/${path}`)).status, path).toBe(404);
    }
  });
});
