import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TOKEN } from '../../../../src/sandbox/providers/vercel/account.ts';
import { type OpenVercel, openVercel, order } from './harness.ts';

describe('a deployment', () => {
  let open: OpenVercel;
  beforeEach(async () => {
    open = await openVercel();
  });
  afterEach(() => open.close());

  const create = async (ref: string, more = {}, query = '?forceNew=1') =>
    (await open.call('POST', `/v13/deployments${query}`, order(ref, more))).body as Record<string, string>;
  const read = async (id = '') =>
    (await open.call('GET', `/v13/deployments/${id}`)).body as Record<string, unknown>;
  const log = async (id = '', query = '') =>
    (await open.call('GET', `/v3/deployments/${id}/events?limit=-1${query}`)).body as unknown as {
      type: string;
      text: string;
      created: number;
    }[];
  const act = (action: string, item?: string, inputs = {}) => open.vercel.act(action, item, inputs);

  it('goes through the states in the times given', async () => {
    const { id } = await create('feature/login');
    const seen: unknown[] = [];
    for (const step of [0, 999, 1, 499, 1, 4_499, 1]) {
      open.clock.advance(step);
      seen.push((await read(id)).readyState);
    }
    expect(seen).toEqual([
      'QUEUED',
      'QUEUED',
      'INITIALIZING',
      'INITIALIZING',
      'BUILDING',
      'BUILDING',
      'READY',
    ]);
  });

  it('of a branch nobody has heard of makes the branch, with a commit that stays', async () => {
    const first = await create('chore/new-thing');
    const second = await create('chore/new-thing');
    expect(first.id).not.toBe(second.id);
    expect((await read(first.id)).gitSource).toEqual((await read(second.id)).gitSource);
    expect(open.vercel.panel().sections[1]?.items.map(({ id }) => id)).toContain('web-app:chore/new-thing');
  });

  it('of the commit named, whatever the head', async () => {
    const sha = 'a'.repeat(40);
    const made = await create('main', { gitSource: { ...order('main').gitSource, sha }, target: 'staging' });
    expect(await read(made.id)).toMatchObject({
      target: 'staging',
      gitSource: { sha },
      meta: { githubCommitSha: sha, githubCommitRef: 'main' },
    });
  });

  it('of the production branch without a target is one to production: the trap', async () => {
    expect(await create('main')).toMatchObject({ target: 'production' });
    expect(await create('feature/login')).toMatchObject({ target: null });
  });

  it('by organisation and repository instead of the id', async () => {
    const gitSource = { type: 'github', ref: 'fix/typo', org: 'acme', repo: 'web-app' };
    expect(await create('fix/typo', { gitSource })).toMatchObject({ readyState: 'QUEUED' });
  });

  it('of the same commit is made once unless forced', async () => {
    const first = await create('feature/login');
    expect((await create('feature/login', {}, '')).id).toBe(first.id);
    expect((await create('feature/login')).id).not.toBe(first.id);
  });

  it('keeps its site for itself until it is ready and after it is gone', async () => {
    const { id, url = '', inspectorUrl = '' } = await create('feature/<b>');
    expect(url).toMatch(
      /^http:\/\/127\.0\.0\.1:\d+\/sandbox\/vercel\/sites\/web-app-\w{9}-acme\.vercel\.app$/,
    );
    expect((await fetch(url)).status).toBe(404);
    open.clock.advance(6_000);
    const ready = await fetch(url);
    expect(ready.status).toBe(200);
    expect(await ready.text()).toContain('feature/&#60;b&#62;');
    expect(await (await fetch(inspectorUrl)).text()).toContain('Deployment completed');
    await open.call('DELETE', `/v13/deployments/${id}`);
    expect((await fetch(url)).status).toBe(404);
    expect((await fetch(inspectorUrl)).status).toBe(404);
  });

  it('of a broken branch fails with the first real error in the middle of its log', async () => {
    const { id } = await create('feature/broken');
    open.clock.advance(6_000);
    expect(await read(id)).toMatchObject({
      readyState: 'ERROR',
      errorCode: 'BUILD_UTILS_SPAWN_1',
      errorMessage: 'Command "npm run build" exited with 1',
    });
    const lines = await log(id);
    const error = lines.findIndex(({ text }) => text.includes("Property 'email' does not exist"));
    const noise = lines.findIndex(({ text }) => text.includes('npm error code ELIFECYCLE'));
    expect(lines[error]).toMatchObject({ type: 'stderr' });
    expect(lines[error]?.text).toContain('\u001b[31m');
    expect(error).toBeGreaterThan(lines.length / 3);
    expect(noise).toBeGreaterThan(error);
    expect(lines.at(-1)).toMatchObject({ type: 'exit', text: '1' });
  });

  it.each([
    ['failing test', 'AssertionError'],
    ['missing module', 'Module not found'],
  ])('fails by a %s when the branch is broken so, and not after it is mended', async (failure, text) => {
    await act('break-branch', 'web-app:feature/search', { failure });
    const broken = await create('feature/search');
    await act('mend-branch', 'web-app:feature/search');
    const mended = await create('feature/search');
    open.clock.advance(6_000);
    expect((await log(broken.id)).some((line) => line.text.includes(text))).toBe(true);
    expect(await read(mended.id)).toMatchObject({ readyState: 'READY' });
  });

  it('that never starts fails while initializing and has no log', async () => {
    await act('break-branch', 'web-app:fix/typo', { failure: 'never starts' });
    const { id } = await create('fix/typo');
    open.clock.advance(5_999);
    expect(await read(id)).toMatchObject({ readyState: 'INITIALIZING' });
    open.clock.advance(1);
    expect(await read(id)).toMatchObject({ readyState: 'ERROR', errorStep: 'initStep' });
    expect(await log(id)).toEqual([]);
  });

  it('that is held builds on and on, its log standing, until builds are resumed', async () => {
    await act('hold-builds');
    const { id } = await create('feature/login');
    open.clock.advance(3_600_000);
    expect(await read(id)).toMatchObject({ readyState: 'BUILDING' });
    const held = await log(id);
    expect(held.length).toBeGreaterThan(0);
    await act('resume-builds');
    expect(await log(id)).toEqual(held);
    open.clock.advance(6_000);
    expect(await read(id)).toMatchObject({ readyState: 'READY' });
    const whole = await log(id);
    expect(whole.slice(0, held.length)).toEqual(held);
    expect(whole.length).toBeGreaterThan(held.length);
  });

  it.each([
    ['finish-ready', {}, 'READY'],
    ['finish-failed', { failure: 'type error' }, 'ERROR'],
    ['cancel', {}, 'CANCELED'],
  ])('can be ended by hand: %s', async (action, inputs, state) => {
    await act('hold-builds');
    const { id } = await create('feature/login');
    expect(await act(action, id, inputs)).toEqual({ ok: true });
    expect(await read(id)).toMatchObject({ readyState: state });
    expect(await act(action, id, inputs)).toMatchObject({ ok: false });
  });

  it('that is cancelled prints nothing more', async () => {
    const { id } = await create('feature/login');
    open.clock.advance(3_000);
    await open.call('PATCH', `/v12/deployments/${id}/cancel`);
    const lines = await log(id);
    open.clock.advance(60_000);
    expect(await log(id)).toEqual(lines);
    expect(lines.length).toBeGreaterThan(2);
  });

  it('gives its log backwards, in part, and for its own build only', async () => {
    const { id } = await create('feature/login');
    open.clock.advance(6_000);
    const lines = await log(id);
    expect((await log(id, '&direction=backward')).map(({ text }) => text)).toEqual(
      lines.map(({ text }) => text).reverse(),
    );
    const half = lines[10]?.created ?? 0;
    expect(await log(id, `&since=${half}`)).toEqual(lines.filter(({ created }) => created >= half));
    expect(await log(id, `&until=${half}`)).toEqual(lines.filter(({ created }) => created <= half));
    expect(await log(id, '&name=bld_other')).toEqual([]);
  });

  it('can be followed to the end of its log', async () => {
    const { id } = await create('feature/login');
    const response = await fetch(`${open.base}/v3/deployments/${id}/events?follow=1`, {
      headers: { authorization: `Bearer ${TOKEN}` },
    });
    expect(response.headers.get('content-type')).toContain('application/stream+json');
    open.clock.advance(3_000);
    open.clock.advance(3_000);
    const followed = (await response.text())
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(followed).toEqual(await log(id));
  });
});
