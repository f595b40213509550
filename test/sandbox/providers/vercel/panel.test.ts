import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { until } from '../manual-clock.ts';
import { type OpenVercel, openVercel, order } from './harness.ts';

describe('the panel', () => {
  let open: OpenVercel;
  beforeEach(async () => {
    open = await openVercel();
  });
  afterEach(() => open.close());

  const section = (title: string) => {
    const found = open.vercel.panel().sections.find((candidate) => candidate.title === title);
    if (!found) throw new Error(`no section ${title}`);
    return found.items;
  };
  const act = (action: string, item?: string, inputs = {}) => open.vercel.act(action, item, inputs);

  it('tells a newcomer what to type', () => {
    expect(open.vercel.panel().hints).toContainEqual({ label: 'Token', value: 'vercel_sandbox_token' });
    expect(open.vercel.panel().hints).toContainEqual({ label: 'API', value: open.base });
    expect(section('Deployments').map(({ state }) => state)).toEqual([
      'READY',
      'READY',
      'ERROR',
      'READY',
      'READY',
    ]);
    expect(section('Branches').map(({ id }) => id)).toEqual([
      'web-app:main',
      'web-app:feature/login',
      'web-app:feature/search',
      'web-app:fix/typo',
      'web-app:feature/broken',
      'docs:main',
    ]);
  });

  it('offers for every switch the way back', async () => {
    const there = open.vercel.panel().actions.map(({ id }) => id);
    for (const id of ['hold-builds', 'drop-webhooks', 'send-twice', 'revoke-token']) {
      expect(there).toContain(id);
      expect(await act(id)).toEqual({ ok: true });
    }
    const back = open.vercel.panel().actions.map(({ id }) => id);
    for (const id of ['resume-builds', 'deliver-webhooks', 'send-once', 'restore-token']) {
      expect(back).toContain(id);
      expect(await act(id)).toEqual({ ok: true });
    }
    expect(open.vercel.panel().actions.map(({ id }) => id)).toEqual(there);
  });

  it('pushes a commit, and has it deployed where that is asked for', async () => {
    await act('push', 'web-app:main', { message: 'Only pushed', deploy: 'no' });
    expect(section('Branches')[0]?.detail).toContain('Only pushed');
    expect(section('Deployments')).toHaveLength(5);
    await act('push', 'web-app:main', { message: 'Pushed and deployed', deploy: 'yes' });
    expect(section('Deployments')[0]).toMatchObject({
      state: 'QUEUED',
      detail: expect.stringMatching(/^production, \w{7} Pushed and deployed$/),
    });
  });

  it('makes a branch', async () => {
    await act('push-branch', undefined, { project: 'docs', branch: 'feature/new', message: 'Begin' });
    expect(section('Branches').at(-1)).toMatchObject({ id: 'docs:feature/new', state: 'builds' });
  });

  it.each([
    ['explode', undefined, {}, 'no action explode'],
    ['constructor', undefined, {}, 'no action constructor'],
    ['cancel', 'dpl_nothing', {}, 'no such deployment'],
    ['push', 'web-app:nothing', { message: 'a' }, 'no such branch'],
    ['push', 'web-app:main', { message: '  ' }, 'message is needed'],
    ['break-branch', 'web-app:main', { failure: 'fire' }, 'Choose how it fails'],
    ['push-branch', undefined, { project: 'docs', branch: 'a..b', message: 'a' }, 'no branch of that name'],
    ['push-branch', undefined, { project: 'none', branch: 'a', message: 'a' }, 'no such project'],
    ['delete-webhook', 'account_hook_nothing', {}, 'no such webhook'],
    ['send-again', 'nothing', {}, 'no such delivery'],
  ])('says why it cannot %s %s', async (action, item, inputs, reason) => {
    const result = await act(action, item, inputs);
    expect(result.ok).toBe(false);
    expect(result.error).toContain(reason);
  });

  it('tells its listeners of every change, also of those that time brings', async () => {
    const states: (string | undefined)[] = [];
    const stop = open.vercel.onChange(() => states.push(section('Deployments')[0]?.state));
    await open.call('POST', '/v13/deployments', order('feature/search'));
    expect(states).toContain('QUEUED');
    for (const [ms, state] of [
      [1_000, 'INITIALIZING'],
      [500, 'BUILDING'],
      [4_500, 'READY'],
    ] as const) {
      open.clock.advance(ms);
      await until(`the panel shows ${state}`, () => states.at(-1) === state);
    }
    stop();
    const told = states.length;
    await act('revoke-token');
    expect(states).toHaveLength(told);
  });
});
