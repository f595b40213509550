import fc from 'fast-check';
import { describe, expect, expectTypeOf, test } from 'vitest';
import type { ProviderError } from '../../../src/integrations/errors.ts';
import { NetlifyApi } from '../../../src/integrations/netlify/api.ts';
import type { PreviewBranch } from '../../../src/integrations/netlify/preview-branch.ts';
import { startVendor } from '../recording-vendor.ts';
import { BUILD, BUILD_SETTINGS, CANCEL, CREATE, DEPLOY_ID, deploy, GET, SITE, site } from './answers.ts';
import { connection, platform, TOKEN } from './platform.ts';

const REQUEST = { branch: 'feature/login', marker: 'pv-1.1' };
const TITLE = 'BuildRunner preview [pv-1.1]';

describe('deploy', () => {
  test('asks for a build of the branch, titled with the marker', async () => {
    await using vendor = await startVendor({
      [SITE]: { body: site() },
      [CREATE]: { body: BUILD },
      [GET]: { body: deploy({ state: 'new', title: TITLE }) },
    });
    const made = await (await platform(vendor)).deploy(REQUEST);

    expect(made).toEqual({
      externalId: DEPLOY_ID,
      state: 'queued',
      target: 'preview',
      branch: 'feature/login',
      commit: { sha: 'a1b2c3d4', author: 'ada' },
      url: `https://${DEPLOY_ID}--web-app.netlify.app`,
      inspectUrl: `https://app.netlify.com/sites/web-app/deploys/${DEPLOY_ID}`,
      createdAt: new Date('2026-11-03T10:12:00Z'),
    });
    expect(vendor.calls()).toEqual([SITE, CREATE, GET]);
    const sent = vendor.received[1];
    expect(sent?.headers.authorization).toBe(`Bearer ${TOKEN}`);
    expect(Object.fromEntries(sent?.query ?? [])).toEqual({ branch: 'feature/login', title: TITLE });
    expect(sent?.body).toBeUndefined();
  });

  test.each([
    ['a full ref', 'refs/heads/feature/login', 'feature/login'],
    ['signs that mean something in a query', 'fix/a&b=c#d+e', 'fix/a&b=c#d+e'],
  ])('%s', async (_what, branch, sent) => {
    await using vendor = await startVendor({
      [SITE]: { body: site() },
      [CREATE]: { body: BUILD },
      [GET]: { body: deploy() },
    });
    await (await platform(vendor)).deploy({ ...REQUEST, branch });
    expect(vendor.received[1]?.query.getAll('branch')).toEqual([sent]);
  });

  test.each([
    [
      'the production branch',
      'main',
      site(),
      'production_branch',
      /main is the production branch of web-app/,
    ],
    ['the same as a full ref', 'refs/heads/main', site(), 'production_branch', /never deploys production/],
    ['with blanks around it', ' main ', site(), 'production_branch', /Choose another branch/],
    [
      'the usual one where Netlify names none',
      'master',
      site({ build_settings: { ...BUILD_SETTINGS, repo_branch: null } }),
      'production_branch',
      /master is the production branch/,
    ],
    [
      'another than the usual one',
      'release',
      site({ build_settings: { ...BUILD_SETTINGS, repo_branch: 'release' } }),
      'production_branch',
      /release is the production branch/,
    ],
    ['a site without Git', 'a', site({ build_settings: {} }), 'invalid_request', /Connect one in Netlify/],
    ['a site without settings', 'a', site({ build_settings: null }), 'invalid_request', /not connected/],
    ['no branch', '', site(), 'invalid_request', /Name the branch/],
    ['a branch of blanks', ' \n', site(), 'invalid_request', /Name the branch/],
    ['a ref of no branch', 'refs/heads/', site(), 'invalid_request', /Name the branch/],
  ])('refuses %s before anything is asked for', async (_what, branch, body, code, advice) => {
    await using vendor = await startVendor({ [SITE]: { body } });
    await expect((await platform(vendor)).deploy({ ...REQUEST, branch })).rejects.toMatchObject({
      code,
      advice: expect.stringMatching(advice),
      retryable: false,
    });
    expect(vendor.calls()).toEqual([SITE]);
  });

  test.each([
    ['and says so', { status: 201, body: deploy({ state: 'error' }) }, /It was cancelled at once/],
    ['and says when that failed', { status: 500, body: {} }, /could not be cancelled: cancel it in Netlify/],
  ])('cancels at once what Netlify took to production %s', async (_what, cancelled, advice) => {
    await using vendor = await startVendor({
      [SITE]: { body: site() },
      [CREATE]: { body: BUILD },
      [GET]: { body: deploy({ context: 'production' }) },
      [CANCEL]: cancelled,
    });
    await expect((await platform(vendor)).deploy(REQUEST)).rejects.toMatchObject({
      code: 'production_deployment',
      advice: expect.stringMatching(advice),
    });
    expect(vendor.calls()).toEqual([SITE, CREATE, GET, CANCEL]);
  });

  test('a new deploy that cannot be read yet is worth another try', async () => {
    await using vendor = await startVendor({ [SITE]: { body: site() }, [CREATE]: { body: BUILD } });
    await expect((await platform(vendor)).deploy(REQUEST)).rejects.toMatchObject({
      code: 'unavailable',
      retryable: true,
    });
  });

  test("passes on Netlify's own reason", async () => {
    const message = 'Build capacity exceeded';
    await using vendor = await startVendor({
      [SITE]: { body: site() },
      [CREATE]: { status: 422, body: { code: 422, message } },
    });
    await expect((await platform(vendor)).deploy(REQUEST)).rejects.toMatchObject({
      code: 'invalid_request',
      advice: `Netlify did not accept this: ${message}.`,
    });
  });
});

describe('a build without a branch, which would deploy production', () => {
  test('cannot be written down', () => {
    expectTypeOf(NetlifyApi.prototype.build).parameter(0).toEqualTypeOf<PreviewBranch>();
    expectTypeOf<string>().not.toExtend<PreviewBranch>();
    expectTypeOf<'feature/login'>().not.toExtend<PreviewBranch>();
    expectTypeOf<undefined>().not.toExtend<PreviewBranch>();
  });

  test('is not sent even where the types were got around', async () => {
    await using vendor = await startVendor({ '*': { body: BUILD } });
    const api = new NetlifyApi(connection(vendor), () => new Date());
    for (const branch of ['', '  ', '\n']) {
      await expect(api.build(branch as PreviewBranch, TITLE)).rejects.toMatchObject({
        code: 'invalid_request',
      });
    }
    expect(vendor.calls()).toEqual([]);
  });

  test('is never sent, whatever is asked for and whatever the production branch is called', async () => {
    const names = ['main', ' main', 'refs/heads/main', 'master', '', ' ', 'refs/heads/', 'feature/login'];
    let production: string | null = null;
    await using vendor = await startVendor({
      [SITE]: () => ({ body: site({ build_settings: { ...BUILD_SETTINGS, repo_branch: production } }) }),
      [CREATE]: { body: BUILD },
      [GET]: { body: deploy() },
    });
    const deployments = await platform(vendor);
    const asked = fc.oneof(fc.constantFrom(...names), fc.string());
    await fc.assert(
      fc.asyncProperty(asked, fc.constantFrom('main', 'master', 'release', null), async (branch, named) => {
        production = named;
        const before = vendor.received.length;
        await deployments.deploy({ ...REQUEST, branch }).catch((error: ProviderError) => {
          expect(['production_branch', 'invalid_request']).toContain(error.code);
        });
        for (const { method, query } of vendor.received.slice(before)) {
          if (method !== 'POST') continue;
          expect(query.get('branch')?.trim()).toBeTruthy();
          expect(named ? [named] : ['main', 'master']).not.toContain(query.get('branch')?.trim());
        }
      }),
      { numRuns: 60 },
    );
    expect(vendor.calls()).toContain(CREATE);
  });
});
