import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { HostedPush } from '../../../../src/sandbox/providers/provider.ts';
import { type OpenGitHub, openGitHub } from './harness.ts';

describe('the panel', () => {
  let open: OpenGitHub;
  beforeEach(async () => {
    open = await openGitHub();
  });
  afterEach(() => open.close());

  it('tells a newcomer what to type', () => {
    const { hints } = open.github.panel();
    expect(hints).toContainEqual({ label: 'Access token', value: 'github_pat_sandbox_token' });
    expect(hints).toContainEqual({ label: 'Repository', value: 'acme/web-app' });
    expect(hints).toContainEqual({ label: 'API', value: open.base });
    expect(open.section('Branches').map(({ id }) => id)).toEqual([
      'main',
      'develop',
      'feature/login',
      'feature/search',
      'feature/broken',
      'fix/typo',
    ]);
    expect(open.section('Pull requests').map(({ title }) => title)).toEqual(['#7 Add the login form']);
    expect(open.section('Issues')).toHaveLength(6);
  });

  it('offers for every switch the way back', async () => {
    const ids = () => open.github.panel().actions.map(({ id }) => id);
    const there = ids();
    for (const id of ['drop-webhooks', 'send-twice', 'revoke-token']) {
      expect(there).toContain(id);
      expect(await open.act(id)).toEqual({ ok: true });
    }
    await open.act('withhold-permission', undefined, { permission: 'issues' });
    for (const id of ['deliver-webhooks', 'send-once', 'restore-token', 'give-permissions']) {
      expect(ids()).toContain(id);
      expect(await open.act(id)).toEqual({ ok: true });
    }
    expect(ids()).toEqual(there);
  });

  it('does every action it offers', async () => {
    const seen = new Set<string>();
    const offered = () => {
      const { actions, sections } = open.github.panel();
      return [
        ...sections.flatMap(({ items }) =>
          items.flatMap((item) => item.actions.map((action) => ({ action, item: item.id }))),
        ),
        ...actions.map((action) => ({ action, item: undefined })),
      ].find(({ action }) => !seen.has(action.id));
    };
    await open.call('POST', '/repos/acme/web-app/hooks', {
      config: { url: 'http://127.0.0.1:9/' },
      events: ['*'],
    });
    for (let next = offered(); next; next = offered()) {
      const { action, item } = next;
      seen.add(action.id);
      const inputs = Object.fromEntries(
        (action.inputs ?? []).map(({ name, initial = '' }) => [name, initial]),
      );
      expect([action.id, await open.act(action.id, item, inputs)]).toEqual([action.id, { ok: true }]);
    }
    expect([...seen].length).toBeGreaterThan(25);
  });

  it('tells listeners of every commit that reaches a branch', async () => {
    const pushes: HostedPush[] = [];
    const stop = open.github.onPush((push) => pushes.push(push));
    await open.act('push', 'main', { message: 'One', person: 'dee' });
    await open.act('create-branch', undefined, { branch: 'feature/new', from: 'main' });
    await open.act('delete-branch', 'feature/new');
    await open.act('open-fork-pull-request', undefined, { title: 'A gift', branch: 'patch-1' });
    await open.act('merge-pull-request', '7');
    expect(pushes.map(({ branch, commit }) => [branch, commit.message, commit.author])).toEqual([
      ['main', 'One', 'dee'],
      ['feature/new', 'One', 'dee'],
      ['main', 'Merge pull request #7: Add the login form', 'ada'],
    ]);
    expect(pushes[0]?.commit.sha).toMatch(/^[0-9a-f]{40}$/);
    stop();
    await open.act('push', 'main', { message: 'Two' });
    expect(pushes).toHaveLength(3);
  });

  it('tells its listeners of changes until they stop', async () => {
    let told = 0;
    const stop = open.github.onChange(() => {
      told += 1;
    });
    await open.act('open-issue', undefined, { title: 'New' });
    expect(told).toBe(1);
    stop();
    await open.act('open-issue', undefined, { title: 'New' });
    expect(told).toBe(1);
  });

  it.each([
    ['explode', undefined, {}, 'no action explode'],
    ['constructor', undefined, {}, 'no action constructor'],
    ['push', 'nothing', { message: 'a' }, 'no such branch'],
    ['push', 'main', { message: '  ' }, 'A commit message is needed'],
    ['push', 'main', { message: 'a', person: 'nobody' }, 'no such person'],
    ['create-branch', undefined, { branch: 'a..b' }, 'no branch of that name'],
    ['create-branch', undefined, { branch: 'main' }, 'There is a branch'],
    ['create-branch', undefined, { branch: 'a', from: 'nothing' }, 'no such branch'],
    ['delete-branch', 'main', {}, 'default branch'],
    ['open-pull-request', 'feature/login', { title: 'Again' }, 'There is an open pull request'],
    ['open-pull-request', 'main', { title: 'Again' }, 'another branch'],
    ['reopen-pull-request', '7', {}, 'not closed'],
    ['close-pull-request', '99', {}, 'no such pull request'],
    ['rename-issue', '2', { title: ' ' }, 'A title is needed'],
    ['unlabel-issue', '2', { label: 'bug' }, 'no such label'],
    ['comment-issue', '99', { body: 'a' }, 'no such issue'],
    ['withhold-permission', undefined, { permission: 'admin' }, 'no such permission'],
    ['send-again', 'nothing', {}, 'no such delivery'],
    ['delete-webhook', '1', {}, 'no such webhook'],
  ])('says why it cannot %s %s', async (action, item, inputs, reason) => {
    const result = await open.act(action, item, inputs as Record<string, string>);
    expect(result.ok).toBe(false);
    expect(result.error).toContain(reason);
  });

  it('serves the pages that its answers link to, and escapes what others wrote', async () => {
    await open.act('rename-issue', '2', { title: '<script>alert(1)</script>' });
    for (const section of ['Issues', 'Pull requests']) {
      for (const { url } of open.section(section)) {
        const response = await fetch(url!);
        expect(response.status).toBe(200);
        expect(await response.text()).not.toContain('<script>');
      }
    }
    const home = await fetch(`${open.base}/pages/acme/web-app`);
    expect(await home.text()).toContain('#7');
    expect((await fetch(`${open.base}/pages/acme/web-app/issues/999`)).status).toBe(404);
  });
});
