import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SITE, TOKEN } from '../../../../src/sandbox/providers/netlify/account.ts';
import { until } from '../manual-clock.ts';
import { type OpenNetlify, openNetlify } from './harness.ts';

describe('the panel', () => {
  let open: OpenNetlify;
  beforeEach(async () => {
    open = await openNetlify();
  });
  afterEach(() => open.close());

  const build = async (branch: string): Promise<string> =>
    (await open.call('POST', `/sites/${SITE.id}/builds?branch=${branch}`)).body.deploy_id;
  const stateOf = (id: string) => open.section('Deploys').find((item) => item.id === id)?.state;
  const actionsOf = (id: string) =>
    open
      .section('Deploys')
      .find((item) => item.id === id)
      ?.actions.map((action) => action.id);

  it('tells a newcomer what to type', () => {
    expect(open.netlify.panel().hints).toContainEqual({ label: 'Token', value: TOKEN });
    expect(open.netlify.panel().hints).toContainEqual({ label: 'Site ID', value: SITE.id });
    expect(open.section('Deploys').map(({ state }) => state)).toEqual(['ready', 'ready', 'error', 'ready']);
    expect(open.section('Branches').map(({ id }) => id)).toEqual([
      'main',
      'feature/login',
      'feature/search',
      'fix/typo',
      'feature/broken',
    ]);
  });

  it('offers for every switch the way back', async () => {
    const there = open.netlify.panel().actions.map(({ id }) => id);
    for (const id of ['hold-builds', 'withhold-logs', 'drop-webhooks', 'send-twice', 'revoke-token']) {
      expect(there).toContain(id);
      expect(await open.act(id)).toEqual({ ok: true });
    }
    const back = open.netlify.panel().actions.map(({ id }) => id);
    for (const id of ['resume-builds', 'give-logs', 'deliver-webhooks', 'send-once', 'restore-token']) {
      expect(back).toContain(id);
      expect(await open.act(id)).toEqual({ ok: true });
    }
    expect(open.netlify.panel().actions.map(({ id }) => id)).toEqual(there);
  });

  it('holds builds until they are resumed', async () => {
    await open.act('hold-builds');
    const id = await build('feature/login');
    open.clock.advance(3_600_000);
    expect(stateOf(id)).toBe('building');
    const held = (await open.call('GET', `/deploys/${id}/log`)).body;
    expect(held.length).toBeGreaterThan(5);
    await open.act('resume-builds');
    open.clock.advance(2_000);
    expect(stateOf(id)).toBe('ready');
    const whole = (await open.call('GET', `/deploys/${id}/log`)).body;
    expect(whole.slice(0, held.length)).toEqual(held);
    expect(whole.length).toBeGreaterThan(held.length);
  });

  it.each([
    ['finish-ready', {}, 'ready'],
    ['finish-failed', { failure: 'failing test' }, 'error'],
    ['cancel', {}, 'error (canceled)'],
  ])('ends a held build by hand: %s', async (action, inputs, state) => {
    await open.act('hold-builds');
    const id = await build('feature/login');
    expect(await open.act(action, id, inputs)).toEqual({ ok: true });
    expect(stateOf(id)).toBe(state);
    expect(await open.act(action, id, inputs)).toMatchObject({ ok: false });
    expect(actionsOf(id)).toEqual(['delete']);
    expect(await open.act('delete', id)).toEqual({ ok: true });
    expect(stateOf(id)).toBeUndefined();
  });

  it('breaks a branch and mends it', async () => {
    await open.act('break-branch', 'feature/search', { failure: 'missing module' });
    const broken = await build('feature/search');
    await open.act('mend-branch', 'feature/search');
    const mended = await build('feature/search');
    open.clock.advance(6_000);
    expect([stateOf(broken), stateOf(mended)]).toEqual(['error', 'ready']);
  });

  it('pushes a commit, and has it deployed where that is asked for', async () => {
    await open.act('push', 'main', { message: 'Only pushed', deploy: 'no' });
    expect(open.section('Branches')[0]?.detail).toContain('Only pushed');
    expect(open.section('Deploys')).toHaveLength(4);
    await open.act('push', 'main', { message: 'Pushed and deployed', deploy: 'yes' });
    expect(open.section('Deploys')[0]).toMatchObject({
      state: 'new',
      detail: expect.stringMatching(/^production, \w{7} Pushed and deployed$/),
    });
  });

  it('locks publishing to a deploy, so that a newer one is not published', async () => {
    const published = () => open.section('Deploys').find(({ detail }) => detail.includes('published'))!.id;
    const before = published();
    expect(await open.act('lock', before)).toEqual({ ok: true });
    expect(actionsOf(before)).toEqual(['unlock']);
    await open.act('push', 'main', { message: 'Release', deploy: 'yes' });
    open.clock.advance(6_000);
    expect(published()).toBe(before);
    await open.act('unlock', before);
    expect(published()).not.toBe(before);
  });

  it.each([
    ['explode', undefined, {}, 'no action explode'],
    ['constructor', undefined, {}, 'no action constructor'],
    ['cancel', 'nothing', {}, 'no such deploy'],
    ['push', 'nothing', { message: 'a' }, 'no such branch'],
    ['push', 'main', { message: '  ' }, 'message is needed'],
    ['break-branch', 'main', { failure: 'fire' }, 'Choose how it fails'],
    ['push-branch', undefined, { branch: 'a..b', message: 'a' }, 'no branch of that name'],
    ['delete-webhook', 'nothing', {}, 'no such webhook'],
    ['send-again', 'nothing', {}, 'no such delivery'],
  ])('says why it cannot %s %s', async (action, item, inputs, reason) => {
    const result = await open.act(action, item, inputs);
    expect(result.ok).toBe(false);
    expect(result.error).toContain(reason);
  });

  it('says why it cannot delete, lock or unlock', async () => {
    const [published, other] = open.section('Deploys').map(({ id }) => id);
    expect(await open.act('delete', published)).toMatchObject({ error: 'The site serves that deploy.' });
    expect(await open.act('lock', other)).toMatchObject({ ok: false });
    expect(await open.act('unlock', published)).toMatchObject({ ok: false });
  });

  it('tells its listeners of every change, also of those that time brings', async () => {
    const states: (string | undefined)[] = [];
    const stop = open.netlify.onChange(() => states.push(open.section('Deploys')[0]?.state));
    await build('feature/search');
    expect(states).toContain('new');
    for (const [ms, state] of [
      [500, 'enqueued'],
      [1_000, 'building'],
      [3_500, 'processing'],
      [1_000, 'ready'],
    ] as const) {
      open.clock.advance(ms);
      await until(`the panel shows ${state}`, () => states.at(-1) === state);
    }
    stop();
    const told = states.length;
    await open.act('revoke-token');
    expect(states).toHaveLength(told);
  });
});
