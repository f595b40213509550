import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TOKEN, WEB_APP_ID, WEB_APP_PREVIEW_ID } from '../../../../src/sandbox/providers/render/account.ts';
import { until } from '../manual-clock.ts';
import { type OpenRender, openRender } from './harness.ts';

describe('the panel', () => {
  let open: OpenRender;
  beforeEach(async () => {
    open = await openRender();
  });
  afterEach(() => open.close());

  const act = (action: string, item?: string, inputs = {}) => open.render.act(action, item, inputs);
  const deploy = async () => {
    const { body } = await open.call('POST', `/services/${WEB_APP_PREVIEW_ID}/deploys`, {});
    return String(body.id);
  };
  const stateOf = (id: string) => open.section('Deploys').find((item) => item.id === id)?.state;

  it('tells a newcomer what to type', () => {
    const { hints } = open.render.panel();
    expect(hints).toContainEqual({ label: 'API key', value: TOKEN });
    expect(hints).toContainEqual({ label: 'Service kept for previews', value: WEB_APP_PREVIEW_ID });
    expect(hints.map(({ value }) => value)).toContain(WEB_APP_ID);
    expect(open.section('Deploys').map(({ title, state }) => `${title} ${state}`)).toEqual([
      'web-app: main live',
      'web-app PR #13: feature/login live',
      'web-app PR #12: feature/broken build_failed',
      'web-app-preview: main live',
      'web-app: main deactivated',
    ]);
    expect(open.section('Pull requests').map(({ title }) => title)).toEqual([
      '#12 Greet by e-mail',
      '#13 Log in',
    ]);
  });

  it('offers for every switch the way back', async () => {
    const there = open.render.panel().actions.map(({ id }) => id);
    for (const id of ['hold-builds', 'previews-off', 'drop-webhooks', 'send-twice', 'revoke-token']) {
      expect(there).toContain(id);
      expect(await act(id)).toEqual({ ok: true });
    }
    const back = open.render.panel().actions.map(({ id }) => id);
    for (const id of ['resume-builds', 'previews-on', 'deliver-webhooks', 'send-once', 'restore-token']) {
      expect(back).toContain(id);
      expect(await act(id)).toEqual({ ok: true });
    }
    expect(open.render.panel().actions.map(({ id }) => id)).toEqual(there);
  });

  it('opens a pull request, of which Render makes a preview, and closes it with its preview', async () => {
    expect(await act('open-pull-request', 'feature/search', { title: 'Search' })).toEqual({ ok: true });
    expect(open.section('Services').at(-1)).toMatchObject({ title: 'web-app PR #14', state: 'in use' });
    expect(open.section('Deploys')[0]).toMatchObject({ title: 'web-app PR #14: feature/search' });
    const before = open.section('Deploys').length;
    expect(await act('close-pull-request', '14')).toEqual({ ok: true });
    expect(open.section('Services')).toHaveLength(4);
    expect(open.section('Deploys')).toHaveLength(before - 1);
  });

  it('makes no preview while previews are off', async () => {
    await act('previews-off');
    await act('open-pull-request', 'feature/search', { title: 'Search' });
    expect(open.section('Pull requests').at(-1)).toMatchObject({ state: 'no preview' });
    expect(open.section('Services')).toHaveLength(4);
  });

  it('deploys a push where a service follows the branch', async () => {
    await act('push', 'feature/search', { message: 'Nobody follows' });
    expect(open.section('Deploys')).toHaveLength(5);
    await act('push', 'feature/login', { message: 'Followed' });
    await act('push', 'main', { message: 'To production' });
    expect(
      open
        .section('Deploys')
        .map(({ title }) => title)
        .slice(0, 2),
    ).toEqual(['web-app: main', 'web-app PR #13: feature/login']);
  });

  it('breaks a branch and mends it again', async () => {
    await act('break-branch', 'main', { failure: 'failing test' });
    open.clock.advance(6_000);
    expect(open.section('Deploys')[0]?.state).toBe('build_failed');
    await act('mend-branch', 'main');
    open.clock.advance(6_000);
    expect(open.section('Deploys')[0]?.state).toBe('live');
  });

  it('makes a branch', async () => {
    await act('push-branch', undefined, { branch: 'feature/new', message: 'Begin' });
    expect(open.section('Branches').at(-1)).toMatchObject({ id: 'feature/new', state: 'builds' });
  });

  it('holds builds until they are resumed', async () => {
    await act('hold-builds');
    const id = await deploy();
    open.clock.advance(3_600_000);
    expect(stateOf(id)).toBe('build_in_progress');
    await act('resume-builds');
    open.clock.advance(6_000);
    expect(stateOf(id)).toBe('live');
  });

  it.each([
    ['finish-ready', {}, 'live'],
    ['finish-failed', { failure: 'never starts' }, 'update_failed'],
    ['cancel', {}, 'canceled'],
  ])('ends a held build by hand: %s', async (action, inputs, state) => {
    await act('hold-builds');
    const id = await deploy();
    expect(await act(action, id, inputs)).toEqual({ ok: true });
    expect(stateOf(id)).toBe(state);
    expect(await act(action, id, inputs)).toMatchObject({ ok: false });
  });

  it.each([
    ['explode', undefined, {}, 'no action explode'],
    ['constructor', undefined, {}, 'no action constructor'],
    ['cancel', 'dep-nothing', {}, 'no such deploy'],
    ['push', 'nothing', { message: 'a' }, 'no such branch'],
    ['push', 'main', { message: '  ' }, 'message is needed'],
    ['break-branch', 'main', { failure: 'fire' }, 'Choose how it fails'],
    ['push-branch', undefined, { branch: 'a..b', message: 'a' }, 'no branch of that name'],
    ['push-branch', undefined, { branch: 'main', message: 'a' }, 'a branch of that name already'],
    ['open-pull-request', 'main', { title: 'a' }, 'where pull requests lead to'],
    ['open-pull-request', 'feature/login', { title: 'a' }, 'open pull request already'],
    ['open-pull-request', 'feature/search', { title: '' }, 'title is needed'],
    ['close-pull-request', '99', {}, 'no such pull request'],
    ['delete-webhook', 'whk-nothing', {}, 'no such webhook'],
    ['send-again', 'nothing', {}, 'no such delivery'],
  ])('says why it cannot %s %s', async (action, item, inputs, reason) => {
    const result = await act(action, item, inputs);
    expect(result.ok).toBe(false);
    expect(result.error).toContain(reason);
  });

  it('tells its listeners of every change, also of those that time brings', async () => {
    const states: (string | undefined)[] = [];
    const stop = open.render.onChange(() => states.push(open.section('Deploys')[0]?.state));
    await deploy();
    expect(states).toContain('created');
    for (const [ms, state] of [
      [300, 'queued'],
      [700, 'build_in_progress'],
      [3_000, 'pre_deploy_in_progress'],
      [1_000, 'update_in_progress'],
      [1_000, 'live'],
    ] as const) {
      open.clock.advance(ms);
      await until(`the panel shows ${state}`, () => states.at(-1) === state);
    }
    stop();
    const told = states.length;
    await act('revoke-token');
    expect(states).toHaveLength(told);
  });

  it('has a page for everything it links to, and none for what is not there', async () => {
    for (const { url } of [...open.section('Deploys'), ...open.section('Services')].slice(0, 6)) {
      expect([200, 404]).toContain((await fetch(url ?? '')).status);
    }
    const preview = open.section('Services')[1]?.url ?? '';
    expect(await (await fetch(preview)).text()).toContain('web-app-preview');
    const dashboard = await fetch(`${open.base}/dashboard/web/${WEB_APP_ID}`);
    expect(await dashboard.text()).toContain('Branch: main');
    for (const path of [
      '/sites/nothing.onrender.com',
      '/dashboard/web/srv-x',
      '/dashboard/web/srv-x/deploys/dep-x',
    ]) {
      expect((await fetch(`${open.base}${path}`)).status).toBe(404);
    }
  });
});
