import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DeploymentPlatform } from '../../../../src/integrations/contract.ts';
import { WEB_APP_ID } from '../../../../src/sandbox/providers/render/account.ts';
import { type OpenRender, openRender, PULL_REQUESTS, platformOf } from './harness.ts';

describe('the adapter, following the pretend pull request previews', () => {
  let open: OpenRender;
  let previews: DeploymentPlatform;
  beforeEach(async () => {
    open = await openRender();
    previews = await platformOf(open, PULL_REQUESTS);
  });
  afterEach(() => open.close());

  const deploy = (branch: string, more = {}) => previews.deploy({ branch, marker: 'pv-1.1', ...more });
  const act = async (action: string, item: string, inputs = {}) => {
    expect(await open.render.act(action, item, inputs)).toEqual({ ok: true });
  };
  const headOf = (branch: string) =>
    open
      .section('Branches')
      .find(({ id }) => id === branch)
      ?.detail.split(' ')[0] ?? '';

  it('connects, and names the previews that there are', async () => {
    const { details } = await (await open.connect(PULL_REQUESTS)).test();
    expect(details[1]?.items).toEqual([
      'Render makes one of each pull request to main; BuildRunner starts none',
      'web-app PR #12 · feature/broken',
      'web-app PR #13 · feature/login',
    ]);
  });

  it('finds the preview that is there', async () => {
    const found = await deploy('feature/login');
    expect(found).toMatchObject({ state: 'ready', branch: 'feature/login', target: 'preview' });
    expect(await (await fetch(found.url ?? '')).text()).toContain('feature/login');
    expect((await deploy('feature/broken')).error).toBe('The build failed.');
  });

  it('waits for the pull request, then follows its preview to the end', async () => {
    const awaited = await deploy('feature/search');
    expect(awaited.state).toBe('queued');
    await act('open-pull-request', 'feature/search', { title: 'Search' });
    const seen: string[] = [];
    for (const ms of [0, 1_000, 5_000]) {
      open.clock.advance(ms);
      seen.push((await previews.get(awaited.externalId)).state);
    }
    expect(seen).toEqual(['queued', 'building', 'ready']);
    const log = await previews.buildLog(awaited.externalId);
    expect(log.at(-1)?.text).toBe('==> Build successful 🎉');
    expect(await previews.listByBranch('feature/search')).toHaveLength(1);
  });

  it('says what to do where no pull request is opened', async () => {
    const { externalId } = await deploy('feature/search');
    open.clock.advance(5 * 60_000);
    expect(await previews.get(externalId)).toMatchObject({
      state: 'failed',
      error: expect.stringMatching(/Open a pull request from it to main/),
    });
  });

  it('says where previews are off', async () => {
    await act('previews-off', '');
    await expect(deploy('feature/search')).rejects.toMatchObject({
      advice: expect.stringMatching(/Turn them on in Render → web-app → Previews/),
    });
  });

  it('follows the commit it was asked for, and ends where a newer one took its place', async () => {
    await act('push', 'feature/login', { message: 'Second' });
    const commitSha = headOf('feature/login');
    const { externalId, commit } = await deploy('feature/login', { commitSha });
    expect(commit?.message).toBe('Second');
    await act('push', 'feature/login', { message: 'Third' });
    expect(await previews.get(externalId)).toMatchObject({
      state: 'cancelled',
      commit: { message: 'Second' },
    });
  });

  it('cancels what Render builds', async () => {
    await act('push', 'feature/login', { message: 'Second' });
    const { externalId } = await deploy('feature/login');
    await previews.cancel(externalId);
    expect((await previews.get(externalId)).state).toBe('cancelled');
  });

  it("deletes the pull request's preview and leaves production alone", async () => {
    const { externalId } = await deploy('feature/login');
    await previews.remove(externalId);
    await previews.remove(externalId);
    const names = open.section('Services').map(({ title }) => title);
    expect(names).toEqual(['web-app', 'web-app-preview', 'web-app PR #12']);
  });

  it('takes it for success that the pull request was closed, and its preview gone with it', async () => {
    const { externalId } = await deploy('feature/login');
    await act('close-pull-request', '13');
    await previews.remove(externalId);
    expect(open.section('Services')).toHaveLength(3);
  });

  it('never touches production', async () => {
    await expect(deploy('main')).rejects.toMatchObject({ code: 'production_branch' });
    const live = open.section('Deploys').find(({ title }) => title === 'web-app: main');
    for (const method of ['cancel', 'remove'] as const) {
      await expect(previews[method](`${WEB_APP_ID}/${live?.id}`)).rejects.toMatchObject({
        code: 'production_deployment',
      });
    }
    expect(await previews.get(`${WEB_APP_ID}/${live?.id}`)).toMatchObject({ target: 'production' });
  });
});
