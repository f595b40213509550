import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { excerptBuildLog } from '../../../../src/integrations/build-log/excerpt.ts';
import type { DeploymentPlatform } from '../../../../src/integrations/contract.ts';
import { WEB_APP_ID, WEB_APP_PREVIEW_ID } from '../../../../src/sandbox/providers/render/account.ts';
import { type OpenRender, openRender, platformOf } from './harness.ts';

describe('the adapter, deploying to the pretend service kept for previews', () => {
  let open: OpenRender;
  let previews: DeploymentPlatform;
  beforeEach(async () => {
    open = await openRender();
    previews = await platformOf(open);
  });
  afterEach(() => open.close());

  const deploy = (branch: string, more = {}) => previews.deploy({ branch, marker: 'pv-1.1', ...more });
  const stateOf = async (id: string) => (await previews.get(id)).state;
  const serviceState = () => open.section('Services').find(({ id }) => id === WEB_APP_PREVIEW_ID);

  it('connects', async () => {
    const report = await (await open.connect()).test();
    expect(report.summary).toBe('Connected to web-app-preview in Acme.');
    expect(report.details.at(-1)?.items).toEqual([
      expect.stringMatching(/Show the plan on the start page · live · /),
    ]);
  });

  it('refuses to take the production service for it', async () => {
    const connected = await open.connect({ service_id: WEB_APP_ID });
    await expect(connected.test()).rejects.toMatchObject({ code: 'production_deployment' });
    await expect(connected.deployments?.deploy({ branch: 'fix/typo', marker: 'm' })).rejects.toMatchObject({
      code: 'production_deployment',
    });
    await expect(deploy('main')).rejects.toMatchObject({ code: 'production_branch' });
    expect(open.section('Services')[0]?.detail).toContain('branch main');
  });

  it('deploys a branch until it is live, and its log is kept', async () => {
    const made = await deploy('feature/login');
    expect(made).toMatchObject({ state: 'queued', branch: 'feature/login', target: 'preview' });
    const seen: string[] = [];
    for (const ms of [299, 1, 700, 3_000, 1_000, 999, 1]) {
      open.clock.advance(ms);
      seen.push(await stateOf(made.externalId));
    }
    expect(seen).toEqual(['queued', 'queued', 'building', 'building', 'building', 'building', 'ready']);
    const ready = await previews.get(made.externalId);
    expect(await (await fetch(ready.url ?? '')).text()).toContain('feature/login');
    expect(await (await fetch(ready.inspectUrl ?? '')).text()).toContain('Build successful');
    const log = await previews.buildLog(made.externalId);
    expect(log[0]?.text).toBe('==> Cloning from https://github.com/acme/web-app');
    expect(log.at(-1)?.text).toBe('==> Build successful 🎉');
  });

  it('deploys the commit that was named', async () => {
    const sha = 'a'.repeat(40);
    const made = await deploy('fix/typo', { commitSha: sha });
    expect(made.commit?.sha).toBe(sha);
  });

  it('fails for a broken branch, and the log says why', async () => {
    const { externalId } = await deploy('feature/broken');
    open.clock.advance(6_000);
    expect(await previews.get(externalId)).toMatchObject({ state: 'failed', error: 'The build failed.' });
    const { lines } = excerptBuildLog(await previews.buildLog(externalId));
    expect(lines.join('\n')).toContain("Property 'email' does not exist on type 'Session'.");
    expect(lines.join('\n')).not.toContain('Common ways to troubleshoot');
  });

  it.each([
    ['pre-deploy command', /pre-deploy command failed/],
    ['never starts', /did not start/],
  ])('says which step failed: %s', async (failure, error) => {
    await open.render.act('break-branch', 'fix/typo', { failure });
    const { externalId } = await deploy('fix/typo');
    open.clock.advance(6_000);
    expect(await previews.get(externalId)).toMatchObject({
      state: 'failed',
      error: expect.stringMatching(error),
    });
  });

  it('has one branch at a time: the next takes its place, or stops it', async () => {
    const first = await deploy('feature/login');
    open.clock.advance(6_000);
    const second = await deploy('feature/search');
    open.clock.advance(1);
    // Answered without a body, since another was under way: it was found by listing.
    const third = await deploy('fix/typo');
    expect(new Set([first, second, third].map(({ externalId }) => externalId)).size).toBe(3);
    expect(await stateOf(first.externalId)).toBe('ready');
    expect(await stateOf(second.externalId)).toBe('cancelled');
    open.clock.advance(6_000);
    expect(await stateOf(first.externalId)).toBe('cancelled');
    expect(await previews.get(third.externalId)).toMatchObject({ state: 'ready' });
    expect((await previews.listByBranch('fix/typo')).map(({ externalId }) => externalId)).toEqual([
      third.externalId,
    ]);
    expect(await previews.listByBranch('feature/login')).toEqual([]);
  });

  it('finds again what is under way, and not what has ended', async () => {
    const request = { branch: 'feature/login', marker: 'pv-1.1' };
    expect(await previews.findByMarker(request)).toBeUndefined();
    const { externalId } = await previews.deploy(request);
    expect((await previews.findByMarker(request))?.externalId).toBe(externalId);
    open.clock.advance(6_000);
    expect(await previews.findByMarker(request)).toBeUndefined();
  });

  it('cancels, and cancelling what has ended is success', async () => {
    const { externalId } = await deploy('feature/login');
    open.clock.advance(2_000);
    await previews.cancel(externalId);
    await previews.cancel(externalId);
    expect(await stateOf(externalId)).toBe('cancelled');
    const log = await previews.buildLog(externalId);
    expect(log.length).toBeGreaterThan(1);
    expect(log.at(-1)?.text).not.toContain('Build successful');
  });

  it('removes by suspending the service, and the next preview resumes it', async () => {
    const first = await deploy('feature/login');
    open.clock.advance(6_000);
    const { url = '' } = await previews.get(first.externalId);
    await previews.remove(first.externalId);
    await previews.remove(first.externalId);
    expect(serviceState()?.state).toBe('suspended');
    expect((await fetch(url)).status).toBe(503);

    const second = await deploy('feature/search');
    open.clock.advance(6_000);
    expect(serviceState()?.state).toBe('in use');
    expect(await stateOf(second.externalId)).toBe('ready');
    await previews.remove(first.externalId);
    expect(await (await fetch(url)).text()).toContain('feature/search');
  });

  it('tells a person what to do where the key is revoked or the rate limit is used up', async () => {
    await open.render.act('revoke-token', undefined, {});
    await expect(deploy('fix/typo')).rejects.toMatchObject({ code: 'unauthorized' });
    await open.render.act('restore-token', undefined, {});
    await open.render.act('exhaust-rate-limit', undefined, {});
    await expect(deploy('fix/typo')).rejects.toMatchObject({ code: 'rate_limited', delayMs: 60_000 });
    open.clock.advance(60_000);
    expect(await deploy('fix/typo')).toMatchObject({ state: 'queued' });
  });

  it('has ten changes and deploys a minute', async () => {
    // The first points the service at the branch as well.
    for (let n = 0; n < 9; n += 1) await deploy('fix/typo');
    open.clock.advance(6_000);
    await expect(deploy('fix/typo')).rejects.toMatchObject({ code: 'rate_limited', delayMs: 54_000 });
  });
});
