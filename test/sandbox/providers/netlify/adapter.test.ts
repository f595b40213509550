import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { excerptBuildLog } from '../../../../src/integrations/build-log/excerpt.ts';
import { checkFields } from '../../../../src/integrations/check-fields.ts';
import { loadManifests } from '../../../../src/integrations/manifest.ts';
import { FAILURES } from '../../../../src/sandbox/providers/shared/builds.ts';
import { type OpenNetlify, openNetlify } from './harness.ts';

const BUILD_MS = 6_000;

describe('the real adapter with the pretend Netlify', () => {
  let open: OpenNetlify;
  let connected: Awaited<ReturnType<OpenNetlify['connect']>>;
  beforeEach(async () => {
    open = await openNetlify();
    connected = await open.connect();
  });
  afterEach(() => open.close());

  const deploy = (branch: string, marker = 'pv-1.1') => connected.deployments.deploy({ branch, marker });

  it('is configured with what the panel hints at', async () => {
    const manifest = (await loadManifests('manifests')).get('netlify')!;
    const hint = (label: string) => open.netlify.panel().hints.find((each) => each.label === label)?.value;
    const typed = { token: hint('Token'), site_id: hint('Site ID') };
    expect(checkFields(manifest, typed)).toEqual({ ok: true, values: typed });
    expect(hint('API')).toBe(open.base);
  });

  it('tests the connection', async () => {
    const report = await connected.test();
    expect(report.summary).toBe('Connected to web-app in Acme.');
    expect(report.details[0]?.items).toEqual([
      'Git: github · acme/web-app',
      'Production branch, never deployed: main',
    ]);
    expect(report.details[1]?.items).toEqual([
      'main · ready · 2 Mar 07:00 UTC',
      'feature/login · ready · 2 Mar 05:00 UTC',
      'feature/broken · error · 1 Mar 08:00 UTC',
      'main · ready · 27 Feb 10:00 UTC',
    ]);
  });

  it('deploys a branch and follows it until it is ready', async () => {
    const made = await deploy('feature/login');
    expect(made).toMatchObject({
      state: 'queued',
      target: 'preview',
      branch: 'feature/login',
      commit: { sha: expect.stringMatching(/^[0-9a-f]{40}$/), author: 'dee' },
    });
    const seen = [];
    for (const ms of [0, 500, 1_000, 3_500, 1_000]) {
      open.clock.advance(ms);
      const { body } = await open.call('GET', `/deploys/${made.externalId}`);
      seen.push([body.state, (await connected.deployments.get(made.externalId)).state]);
    }
    expect(seen).toEqual([
      ['new', 'queued'],
      ['enqueued', 'queued'],
      ['building', 'building'],
      ['processing', 'building'],
      ['ready', 'ready'],
    ]);
    const { url = '', inspectUrl = '' } = await connected.deployments.get(made.externalId);
    expect(await (await fetch(url)).text()).toContain('feature/login');
    expect(await (await fetch(inspectUrl)).text()).toContain('Site is live');
  });

  it('finds a deploy by its marker, and lists a branch newest first', async () => {
    const first = await deploy('feature/login', 'pv-1.1');
    open.clock.advance(10);
    const second = await deploy('feature/login', 'pv-1.10');
    await deploy('feature/search', 'pv-2.1');
    const find = (marker: string) => connected.deployments.findByMarker({ branch: 'feature/login', marker });
    expect((await find('pv-1.1'))?.externalId).toBe(first.externalId);
    expect((await find('pv-1.10'))?.externalId).toBe(second.externalId);
    expect(await find('pv-1')).toBeUndefined();
    const list = await connected.deployments.listByBranch('feature/login');
    expect(list.map(({ externalId }) => externalId).slice(0, 2)).toEqual([
      second.externalId,
      first.externalId,
    ]);
    expect(list[2]).toMatchObject({ commit: { message: 'Add the login form' } });
  });

  it.each(FAILURES)('tells why a build fails: %s', async (failure) => {
    await open.act('break-branch', 'fix/typo', { failure });
    const { externalId } = await deploy('fix/typo');
    open.clock.advance(BUILD_MS);
    const failed = await connected.deployments.get(externalId);
    expect(failed).toMatchObject({ state: 'failed', error: expect.stringContaining('Failed during stage') });
    const excerpt = excerptBuildLog(await connected.deployments.buildLog(externalId));
    const first = {
      'type error': "Property 'email' does not exist",
      'failing test': 'AssertionError: expected 23.8 to be 20',
      'missing module': 'Could not resolve "./components/search-box"',
      'never starts': undefined,
    }[failure];
    expect(excerpt.started).toBe(first !== undefined);
    expect(excerpt.lines.join('\n')).toContain(first ?? '');
  });

  it('makes do with the error and the summary where no log is given', async () => {
    await open.act('withhold-logs');
    const { externalId } = await deploy('feature/broken');
    expect(await connected.deployments.buildLog(externalId)).toEqual([]);
    open.clock.advance(BUILD_MS);
    const lines = (await connected.deployments.buildLog(externalId)).map(({ text }) => text);
    expect(lines[0]).toContain('non-zero exit code');
    expect(lines.at(-1)).toMatch(/^Netlify gives out no build log for this deploy\. Read it at http/);
    await open.act('give-logs');
    expect((await connected.deployments.buildLog(externalId)).length).toBeGreaterThan(30);
  });

  it('cancels what builds, and takes what has ended for cancelled', async () => {
    const { externalId } = await deploy('feature/login');
    open.clock.advance(2_000);
    await connected.deployments.cancel(externalId);
    const cancelled = await connected.deployments.get(externalId);
    expect([cancelled.state, cancelled.error]).toEqual(['cancelled', undefined]);
    await connected.deployments.cancel(externalId);
  });

  it('removes a preview, once and for all', async () => {
    const { externalId } = await deploy('feature/login');
    open.clock.advance(BUILD_MS);
    await connected.deployments.remove(externalId);
    await expect(connected.deployments.get(externalId)).rejects.toMatchObject({ code: 'not_found' });
    await connected.deployments.remove(externalId);
  });

  it('never touches production', async () => {
    for (const branch of ['main', 'refs/heads/main', ' main ', '', ' ']) {
      await expect(deploy(branch)).rejects.toMatchObject({ retryable: false });
    }
    const [published, older] = await connected.deployments.listByBranch('main');
    for (const { externalId } of [published!, older!]) {
      await expect(connected.deployments.remove(externalId)).rejects.toMatchObject({
        code: 'production_deployment',
      });
    }
    await open.act('push', 'main', { message: 'Release', deploy: 'yes' });
    const [running] = await connected.deployments.listByBranch('main');
    await expect(connected.deployments.cancel(running!.externalId)).rejects.toMatchObject({
      code: 'production_deployment',
    });
    expect(await connected.deployments.listByBranch('main')).toHaveLength(3);
    expect(open.exchanges.filter(({ method }) => method !== 'GET')).toEqual([]);
  });

  it.each([
    ['revoke-token', 'restore-token', 'unauthorized', undefined],
    ['exhaust-rate-limit', undefined, 'rate_limited', 60_000],
  ])('understands the refusal after %s', async (action, undo, code, most) => {
    await open.act(action);
    const failure = await connected.test().catch((error: unknown) => error);
    expect(failure).toMatchObject({ code });
    // The adapter's clock is the real one, the vendor's the test's: only that a wait is told can be compared.
    expect((failure as { delayMs?: number }).delayMs === undefined).toBe(most === undefined);
    if (undo) await open.act(undo);
    else open.clock.advance(most ?? 0);
    expect((await connected.test()).summary).toContain('web-app');
  });
});
