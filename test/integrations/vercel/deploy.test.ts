import { describe, expect, test } from 'vitest';
import { startVendor } from '../recording-vendor.ts';
import { CANCEL, CREATE, deployment, LINK, PROJECT, project } from './answers.ts';
import { platform } from './platform.ts';

const REQUEST = { branch: 'feature/login', marker: 'pv-1' };

describe('deploy', () => {
  test('asks for a preview of the linked repository and carries the marker', async () => {
    await using vendor = await startVendor({
      [PROJECT]: { body: project() },
      [CREATE]: { body: deployment() },
    });
    const made = await (await platform(vendor)).deploy({ ...REQUEST, commitSha: 'a1b2c3d4' });

    expect(made).toEqual({
      externalId: 'dpl_1',
      state: 'building',
      target: 'preview',
      branch: 'feature/login',
      commit: { sha: 'a1b2c3d4', message: 'feat: log in', author: 'Ada' },
      url: 'https://web-app-git-feature-login-acme.vercel.app',
      inspectUrl: 'https://vercel.com/acme/web-app/1',
      createdAt: new Date('2026-11-03T10:12:00Z'),
    });
    const sent = vendor.received.at(-1);
    expect(sent?.headers.authorization).toBe('Bearer vcp_canary1234567890');
    expect(Object.fromEntries(sent?.query ?? [])).toEqual({
      forceNew: '1',
      skipAutoDetectionConfirmation: '1',
      teamId: 'team_acme',
    });
    expect(sent?.body).toEqual({
      name: 'web-app',
      project: 'prj_web',
      gitSource: { type: 'github', repoId: 123456, ref: 'feature/login', sha: 'a1b2c3d4' },
      meta: { buildrunnerPreview: 'pv-1' },
    });
  });

  test.each([
    ['a personal account', '', {}],
    ['a team by id', 'team_acme', { teamId: 'team_acme' }],
    ['a team by its name in the address', 'acme', { slug: 'acme' }],
  ])('%s', async (_what, team_id, scope) => {
    await using vendor = await startVendor({
      [PROJECT]: { body: project() },
      [CREATE]: { body: deployment() },
    });
    await (await platform(vendor, { team_id })).deploy(REQUEST);
    expect(Object.fromEntries(vendor.received[0]?.query ?? [])).toEqual(scope);
  });

  test.each([
    [
      'the production branch',
      { branch: 'main' },
      project(),
      'production_branch',
      /main is the production branch/,
    ],
    [
      'the same as a full ref',
      { branch: 'refs/heads/main' },
      project(),
      'production_branch',
      /never deploys production/,
    ],
    ['with blanks around it', { branch: ' main ' }, project(), 'production_branch', /Choose another branch/],
    [
      'the usual one where Vercel names none',
      { branch: 'master' },
      project({ link: { ...LINK, productionBranch: undefined } }),
      'production_branch',
      /master is the production branch/,
    ],
    [
      'a project without Git',
      {},
      project({ link: null }),
      'invalid_request',
      /Connect one in Vercel → web-app → Settings → Git/,
    ],
    [
      'a Git host the API cannot build from',
      {},
      project({ link: { ...LINK, type: 'github-custom-host' } }),
      'invalid_request',
      /github-custom-host/,
    ],
    ['no branch', { branch: ' ' }, project(), 'invalid_request', /Name the branch/],
  ])('refuses %s before anything is created', async (_what, request, body, code, advice) => {
    await using vendor = await startVendor({ [PROJECT]: { body } });
    const deploying = (await platform(vendor)).deploy({ ...REQUEST, ...request });
    await expect(deploying).rejects.toMatchObject({
      code,
      advice: expect.stringMatching(advice),
      retryable: false,
    });
    expect(vendor.calls()).toEqual([PROJECT]);
  });

  test.each([
    [
      'and says so',
      { status: 200, body: deployment({ readyState: 'CANCELED' }) },
      /It was cancelled at once/,
    ],
    [
      'and says when that failed',
      { status: 500, body: {} },
      /could not be cancelled: cancel it in Vercel now/,
    ],
  ])('cancels at once what Vercel took to production %s', async (_what, cancelled, advice) => {
    await using vendor = await startVendor({
      [PROJECT]: { body: project() },
      [CREATE]: { body: deployment({ target: 'production' }) },
      [CANCEL]: cancelled,
    });
    await expect((await platform(vendor)).deploy(REQUEST)).rejects.toMatchObject({
      code: 'production_deployment',
      advice: expect.stringMatching(advice),
    });
    expect(vendor.calls()).toEqual([PROJECT, CREATE, CANCEL]);
  });

  test("passes on Vercel's own reason", async () => {
    const message =
      "The provided GitHub repository doesn't contain the requested branch or commit reference.";
    await using vendor = await startVendor({
      [PROJECT]: { body: project() },
      [CREATE]: { status: 400, body: { error: { code: 'incorrect_git_source_info', message } } },
    });
    await expect((await platform(vendor)).deploy(REQUEST)).rejects.toMatchObject({
      code: 'invalid_request',
      advice: `Vercel did not accept this: ${message}`,
    });
  });
});
