import { describe, expect, test } from 'vitest';
import { type Answer, startVendor } from '../recording-vendor.ts';
import {
  CREATE,
  DEPLOY_ID,
  deploy,
  deploys,
  EXTERNAL_ID,
  GET_SERVICE,
  LIST,
  RESUME,
  SERVICE_ID,
  SET_BRANCH,
  SHA,
  service,
} from './answers.ts';
import { CANARY, platform } from './connect.ts';

const REQUEST = { branch: 'feature/search', marker: 'pv-1.1' };
const OLD = deploy({ id: 'dep-old', status: 'live', createdAt: '2026-11-23T10:00:00Z' });

function answers(overrides: Record<string, Answer | Answer[]> = {}) {
  return {
    [GET_SERVICE]: { body: service() },
    [SET_BRANCH]: { body: service({ branch: 'feature/search' }) },
    [LIST]: { body: deploys(OLD) },
    [CREATE]: { status: 201, body: deploy({ status: 'created' }) },
    ...overrides,
  };
}

describe('deploy', () => {
  test('points the service at the branch, then deploys it', async () => {
    await using vendor = await startVendor(answers());
    const made = await (await platform(vendor)).deploy({ ...REQUEST, commitSha: SHA });

    expect(made).toEqual({
      externalId: EXTERNAL_ID,
      state: 'queued',
      target: 'preview',
      branch: 'feature/search',
      commit: { sha: SHA, message: 'feat: log in' },
      inspectUrl: `https://dashboard.render.com/web/${SERVICE_ID}/deploys/${DEPLOY_ID}`,
      createdAt: new Date('2026-11-24T10:12:00.123Z'),
      exclusive: true,
    });
    expect(vendor.calls().slice(-2)).toEqual([SET_BRANCH, CREATE]);
    const [patch, create] = vendor.received.slice(-2);
    expect(patch?.body).toEqual({ branch: 'feature/search' });
    expect(create?.body).toEqual({ clearCache: 'do_not_clear', commitId: SHA });
    expect(create?.headers).toMatchObject({
      authorization: `Bearer ${CANARY}`,
      'content-type': 'application/json',
      accept: 'application/json',
    });
  });

  test('does not point it at the branch that it has', async () => {
    await using vendor = await startVendor(answers());
    await (await platform(vendor)).deploy({ ...REQUEST, branch: ' refs/heads/feature/login ' });
    expect(vendor.calls()).not.toContain(SET_BRANCH);
    expect(vendor.received.at(-1)?.body).toEqual({ clearCache: 'do_not_clear' });
  });

  test('resumes a service that was suspended with its last preview', async () => {
    const suspended = service({ suspended: 'suspended', suspenders: ['user'] });
    await using vendor = await startVendor(
      answers({ [GET_SERVICE]: { body: suspended }, [RESUME]: { status: 202 } }),
    );
    await (await platform(vendor)).deploy(REQUEST);
    expect(vendor.calls().slice(-3)).toEqual([SET_BRANCH, RESUME, CREATE]);
  });

  test.each([
    ['of the one request', [deploy({ status: 'queued' })], DEPLOY_ID],
    [
      'and not one that the resumed service made by itself',
      [deploy({ id: 'dep-x', trigger: 'service_resumed', createdAt: '2026-11-24T10:13:00Z' }), deploy()],
      DEPLOY_ID,
    ],
    [
      'and not one of another commit',
      [deploy({ id: 'dep-y', commit: { id: 'f'.repeat(40) } }), deploy({ commit: null })],
      DEPLOY_ID,
    ],
  ])('where Render only says that it has queued it, finds the deploy: %s', async (_what, made, id) => {
    await using vendor = await startVendor(
      answers({
        [CREATE]: { status: 202 },
        [LIST]: [{ body: deploys(OLD) }, { body: deploys(...made, OLD) }],
      }),
    );
    const found = await (await platform(vendor)).deploy({ ...REQUEST, commitSha: SHA });
    expect(found.externalId).toBe(`${SERVICE_ID}/${id}`);
    expect(vendor.calls().at(-1)).toBe(LIST);
  });

  test('is tried again while Render does not list what it has queued', async () => {
    await using vendor = await startVendor(answers({ [CREATE]: { status: 202 } }));
    await expect((await platform(vendor)).deploy(REQUEST)).rejects.toMatchObject({
      code: 'unavailable',
      retryable: true,
      delayMs: 2_000,
      advice: expect.stringMatching(/queued the deploy/),
    });
  });

  test.each<[string, { branch?: string }, Record<string, unknown>, string, RegExp]>([
    ['main', { branch: 'main' }, {}, 'production_branch', /main is the production branch/],
    ['master', { branch: 'refs/heads/master' }, {}, 'production_branch', /never deploys production/],
    ['the branch named as production', { branch: 'release' }, {}, 'production_branch', /release is/],
    ['no branch', { branch: ' ' }, {}, 'invalid_request', /Name the branch/],
    [
      'a service that may be production',
      {},
      { name: 'web-app' },
      'production_deployment',
      /looks like production/,
    ],
    ['a service that runs an image', {}, { repo: null }, 'invalid_request', /runs an image/],
    ['a cron job', {}, { type: 'cron_job' }, 'invalid_request', /cron job/],
    [
      'a service that Render suspended',
      {},
      { suspended: 'suspended', suspenders: ['user', 'billing'] },
      'invalid_request',
      /suspended web-app-preview \(billing\)/,
    ],
    [
      "a pull request's preview",
      {},
      { serviceDetails: { parentServer: { id: 'srv-base', name: 'web-app' } } },
      'invalid_request',
      /made web-app-preview for one pull request/,
    ],
  ])('refuses %s before anything is changed', async (_what, request, fields, code, advice) => {
    await using vendor = await startVendor(answers({ [GET_SERVICE]: { body: service(fields) } }));
    const values = { production_branch: request.branch === 'release' ? 'release' : '' };
    const deploying = (await platform(vendor, values)).deploy({ ...REQUEST, ...request });
    await expect(deploying).rejects.toMatchObject({
      code,
      advice: expect.stringMatching(advice),
      retryable: false,
    });
    expect(vendor.calls().filter((call) => !call.startsWith('GET '))).toEqual([]);
  });

  test("passes on Render's own reason", async () => {
    await using vendor = await startVendor(
      answers({ [CREATE]: { status: 400, body: { id: 'r', message: 'commit not found in branch' } } }),
    );
    await expect((await platform(vendor)).deploy(REQUEST)).rejects.toMatchObject({
      code: 'invalid_request',
      advice: 'Render did not accept this: commit not found in branch.',
    });
  });
});

describe('findByMarker', () => {
  const find = async (list: unknown[], more: { commitSha?: string; branch?: string } = {}) => {
    await using vendor = await startVendor(answers({ [LIST]: { body: deploys(...list) } }));
    const found = await (await platform(vendor)).findByMarker({
      ...REQUEST,
      branch: 'feature/login',
      ...more,
    });
    expect(vendor.calls().every((call) => call.startsWith('GET '))).toBe(true);
    return found?.externalId;
  };

  test.each<[what: string, fields: Record<string, unknown>, commitSha: string | undefined]>([
    ['of the branch, since the service has it', {}, undefined],
    ['of the commit, whenever the branch was set', { createdAt: '2026-11-24T09:00:00Z' }, SHA],
    ['of a commit that was named short', {}, SHA.slice(0, 8)],
    ['that is only created', { status: 'created' }, SHA],
  ])('takes for ours a deploy under way %s', async (_what, fields, commitSha) => {
    expect(await find([deploy(fields), OLD], commitSha ? { commitSha } : {})).toBe(EXTERNAL_ID);
  });

  test.each<
    [what: string, fields: Record<string, unknown>, request: { commitSha?: string; branch?: string }]
  >([
    ['that has ended: it may be of an earlier attempt', { status: 'live' }, { commitSha: SHA }],
    ['that failed', { status: 'build_failed' }, {}],
    ['of another commit', {}, { commitSha: 'f'.repeat(40) }],
    ['from before the service had the branch', { createdAt: '2026-11-24T09:59:59Z' }, {}],
    ['that nobody asked for', { trigger: 'new_commit' }, { commitSha: SHA }],
    ['while the service has another branch', {}, { commitSha: SHA, branch: 'feature/search' }],
    ['without a commit, where one is named', { commit: null }, { commitSha: SHA }],
  ])('not one %s', async (_what, fields, request) => {
    expect(await find([deploy(fields)], request)).toBeUndefined();
  });

  test('not where Render does not say when the service was changed', async () => {
    await using vendor = await startVendor(
      answers({ [GET_SERVICE]: { body: service({ updatedAt: null }) }, [LIST]: { body: deploys(deploy()) } }),
    );
    const request = { ...REQUEST, branch: 'feature/login' };
    expect(await (await platform(vendor)).findByMarker(request)).toBeUndefined();
  });
});

test('listByBranch gives what was deployed since the service has the branch, newest first', async () => {
  const list = [
    OLD,
    deploy({ id: 'dep-1', createdAt: '2026-11-24T10:01:00Z' }),
    deploy({ id: 'dep-2', createdAt: '2026-11-24T10:02:00Z' }),
  ];
  await using vendor = await startVendor(answers({ [LIST]: { body: deploys(...list) } }));
  const previews = await platform(vendor);
  const found = await previews.listByBranch('feature/login');
  expect(found.map(({ externalId, branch }) => [externalId, branch])).toEqual([
    [`${SERVICE_ID}/dep-2`, 'feature/login'],
    [`${SERVICE_ID}/dep-1`, 'feature/login'],
  ]);
  expect(await previews.listByBranch('feature/search')).toEqual([]);
});
