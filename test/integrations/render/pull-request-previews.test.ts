import { describe, expect, test } from 'vitest';
import { type Answer, startVendor } from '../recording-vendor.ts';
import {
  base,
  CHILD_ID,
  child,
  DEPLOY_ID,
  deploy,
  deploys,
  GET_SERVICE,
  LIST_CHILD,
  NOW,
  SERVICE_ID,
  SERVICES,
  SHA,
  service,
  services,
} from './answers.ts';
import { PULL_REQUESTS, platform } from './connect.ts';

const REQUEST = { branch: 'feature/login', marker: 'pv-1.1' };
const WATCH = `watch/${NOW.getTime()}/-/feature/login`;
const MINUTE = 60_000;

function answers(overrides: Record<string, Answer | Answer[]> = {}) {
  return {
    [GET_SERVICE]: { body: base() },
    [SERVICES]: { body: services(base(), child()) },
    [LIST_CHILD]: { body: deploys(deploy({ status: 'live' })) },
    ...overrides,
  };
}

const minutesLater = (minutes: number) => new Date(NOW.getTime() + minutes * MINUTE);

describe('deploy', () => {
  test('starts nothing and gives what Render made of the pull request', async () => {
    await using vendor = await startVendor(answers());
    expect(await (await platform(vendor, PULL_REQUESTS)).deploy(REQUEST)).toEqual({
      externalId: WATCH,
      state: 'ready',
      target: 'preview',
      branch: 'feature/login',
      commit: { sha: SHA, message: 'feat: log in' },
      url: 'https://web-app-pr-12.onrender.com',
      inspectUrl: `https://dashboard.render.com/web/${CHILD_ID}/deploys/${DEPLOY_ID}`,
      createdAt: new Date('2026-11-24T10:12:00.123Z'),
    });
    expect(vendor.calls()).toEqual([GET_SERVICE, SERVICES, LIST_CHILD]);
  });

  test('waits where Render has not made it yet', async () => {
    await using vendor = await startVendor(answers({ [SERVICES]: { body: services(base()) } }));
    expect(await (await platform(vendor, PULL_REQUESTS)).deploy(REQUEST)).toEqual({
      externalId: WATCH,
      state: 'queued',
      target: 'preview',
      branch: 'feature/login',
      createdAt: NOW,
    });
  });

  test.each([
    [
      'the production branch',
      { branch: 'main' },
      {},
      {},
      'production_branch',
      /main is the production branch/,
    ],
    [
      'the branch that the service itself is deployed from',
      { branch: 'release' },
      { branch: 'release' },
      {},
      'production_branch',
      /web-app itself is deployed from/,
    ],
    [
      'everything where previews are off',
      {},
      {},
      { previews: { generation: 'off' } },
      'invalid_request',
      /Turn them on in Render → web-app → Previews/,
    ],
    [
      'everything where the older setting says so',
      {},
      {},
      { previews: null, pullRequestPreviewsEnabled: 'no' },
      'invalid_request',
      /Pull request previews are off/,
    ],
  ])('refuses %s', async (_what, request, fields, details, code, advice) => {
    await using vendor = await startVendor(
      answers({ [GET_SERVICE]: { body: base(fields, details) }, [SERVICES]: { body: [] } }),
    );
    const deploying = (await platform(vendor, PULL_REQUESTS)).deploy({ ...REQUEST, ...request });
    await expect(deploying).rejects.toMatchObject({ code, advice: expect.stringMatching(advice) });
  });
});

describe('get', () => {
  const watch = (commitSha = '-') => `watch/${NOW.getTime()}/${commitSha}/feature/login`;
  const get = async (table: Record<string, Answer | Answer[]>, id: string, now: Date) => {
    await using vendor = await startVendor(answers(table));
    return await (await platform(vendor, PULL_REQUESTS, now)).get(id);
  };

  test('keeps the id that it was asked with', async () => {
    expect(await get({}, watch(SHA), NOW)).toMatchObject({ externalId: watch(SHA), state: 'ready' });
  });

  test('tells the deploy of the commit among others', async () => {
    const list = [
      deploy({ id: 'dep-2', status: 'live', commit: { id: 'f'.repeat(40) } }),
      deploy({ status: 'build_failed' }),
    ];
    const found = await get({ [LIST_CHILD]: { body: deploys(...list) } }, watch(SHA), NOW);
    expect(found).toMatchObject({ state: 'failed', commit: { sha: SHA }, error: 'The build failed.' });
  });

  test('waits for the commit while there are only older deploys', async () => {
    const list = [deploy({ status: 'live', commit: { id: 'f'.repeat(40) } })];
    expect(
      await get({ [LIST_CHILD]: { body: deploys(...list) } }, watch(SHA), minutesLater(4)),
    ).toMatchObject({
      state: 'queued',
    });
  });

  test('is cancelled where Render went on to a newer commit', async () => {
    const newer = deploy({ commit: { id: 'f'.repeat(40) }, createdAt: minutesLater(1).toISOString() });
    expect(await get({ [LIST_CHILD]: { body: deploys(newer) } }, watch(SHA), minutesLater(2))).toMatchObject({
      state: 'cancelled',
    });
  });

  test.each([
    [
      'there is no pull request',
      {},
      services(base()),
      /no preview of feature\/login\. Open a pull request from it to main/,
    ],
    ['previews are off', { previews: { generation: 'off' } }, services(base()), /Turn them on/],
    [
      'the commit is not built',
      {},
      services(child()),
      /has not built this commit of feature\/login on web-app PR #12/,
    ],
  ])('fails after five minutes and says why: %s', async (_what, details, list, error) => {
    const table = {
      [GET_SERVICE]: { body: base({}, details) },
      [SERVICES]: { body: list },
      [LIST_CHILD]: { body: [] },
    };
    expect(await get(table, watch(SHA), minutesLater(4.9))).toMatchObject({ state: 'queued' });
    expect(await get(table, watch(SHA), minutesLater(5))).toMatchObject({
      state: 'failed',
      error: expect.stringMatching(error),
    });
  });
});

test.each<[what: string, list: unknown[]]>([
  ['of another service', services(child({ serviceDetails: { parentServer: { id: 'srv-other' } } }))],
  ['of another branch', services(child({ branch: 'feature/search' }))],
  ['that is no preview but follows the branch', services(service())],
  [
    'that claims to be its own parent',
    services(base({ branch: 'feature/login' }, { parentServer: { id: SERVICE_ID } })),
  ],
])('a service %s is not taken', async (_what, list) => {
  await using vendor = await startVendor(answers({ [SERVICES]: { body: list } }));
  expect(await (await platform(vendor, PULL_REQUESTS)).deploy(REQUEST)).toMatchObject({ state: 'queued' });
});

test('of several pull requests from one branch, the newest', async () => {
  const newest = child({ id: 'srv-newest', createdAt: '2026-11-24T10:00:00Z' });
  await using vendor = await startVendor(
    answers({
      [SERVICES]: { body: services(child(), newest) },
      'GET /services/srv-newest/deploys': { body: deploys(deploy({ status: 'live' })) },
    }),
  );
  await (await platform(vendor, PULL_REQUESTS)).deploy(REQUEST);
  expect(vendor.calls().at(-1)).toBe('GET /services/srv-newest/deploys');
});

test('all pages of the services are looked through', async () => {
  const many = Array.from({ length: 100 }, (_, n) => service({ id: `srv-${n}`, branch: 'main' }));
  await using vendor = await startVendor(
    answers({ [SERVICES]: [{ body: services(...many) }, { body: services(child()) }] }),
  );
  expect(await (await platform(vendor, PULL_REQUESTS)).deploy(REQUEST)).toMatchObject({ state: 'ready' });
  const queries = vendor.received.filter(({ path }) => path === '/services').map(({ query }) => query);
  expect(queries.map((query) => query.get('cursor'))).toEqual([null, 'cursor-99']);
  expect(Object.fromEntries(queries[0] ?? [])).toEqual({
    ownerId: base().ownerId,
    includePreviews: 'true',
    limit: '100',
  });
});

test('asking twice does no harm, so nothing has to be found again', async () => {
  await using vendor = await startVendor({});
  expect(await (await platform(vendor, PULL_REQUESTS)).findByMarker(REQUEST)).toBeUndefined();
  expect(vendor.calls()).toEqual([]);
});

test("listByBranch gives the deploys of the branch's preview", async () => {
  await using vendor = await startVendor(answers());
  const previews = await platform(vendor, PULL_REQUESTS);
  expect(await previews.listByBranch('feature/login')).toMatchObject([
    { externalId: `${CHILD_ID}/${DEPLOY_ID}`, branch: 'feature/login', target: 'preview' },
  ]);
  expect(await previews.listByBranch('feature/search')).toEqual([]);
});
