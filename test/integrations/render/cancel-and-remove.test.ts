import { describe, expect, test } from 'vitest';
import { type Answer, startVendor } from '../recording-vendor.ts';
import {
  base,
  CANCEL,
  CHILD_ID,
  child,
  DELETE_CHILD,
  DEPLOY_ID,
  deploy,
  deploys,
  EXTERNAL_ID,
  GET,
  GET_SERVICE,
  LIST,
  LIST_CHILD,
  NOW,
  SERVICE_ID,
  SERVICES,
  SHA,
  SUSPEND,
  service,
  services,
} from './answers.ts';
import { PULL_REQUESTS, platform } from './connect.ts';

type Table = Record<string, Answer | Answer[]>;

const WATCH = `watch/${NOW.getTime()}/-/feature/login`;

/** What was asked of the vendor beside looking. */
async function acts(
  method: 'cancel' | 'remove',
  table: Table,
  { id = EXTERNAL_ID, values = {} }: { id?: string; values?: Record<string, string> } = {},
): Promise<string[]> {
  await using vendor = await startVendor(table);
  await (await platform(vendor, values))[method](id);
  return vendor.calls().filter((call) => !call.startsWith('GET '));
}

const own = (status: string, more: Table = {}): Table => ({
  [GET_SERVICE]: { body: service() },
  [GET]: { body: deploy({ status }) },
  [LIST]: { body: deploys(deploy({ status })) },
  [CANCEL]: { body: deploy({ status: 'canceled' }) },
  [SUSPEND]: { status: 202 },
  ...more,
});

const watched = (status: string, more: Table = {}): Table => ({
  [GET_SERVICE]: { body: base() },
  [SERVICES]: { body: services(base(), child()) },
  [LIST_CHILD]: { body: deploys(deploy({ status })) },
  [DELETE_CHILD]: { status: 204 },
  [`POST /services/${CHILD_ID}/deploys/${DEPLOY_ID}/cancel`]: { body: deploy() },
  ...more,
});

describe('cancel', () => {
  test.each(['created', 'queued', 'build_in_progress', 'pre_deploy_in_progress', 'update_in_progress'])(
    'stops what is under way (%s)',
    async (status) => {
      expect(await acts('cancel', own(status))).toEqual([CANCEL]);
    },
  );

  test.each(['live', 'deactivated', 'build_failed', 'update_failed', 'pre_deploy_failed', 'canceled'])(
    'leaves what has ended (%s)',
    async (status) => {
      expect(await acts('cancel', own(status))).toEqual([]);
    },
  );

  test('takes an end between look and call for success', async () => {
    const table = own('build_in_progress', {
      [GET]: [{ body: deploy() }, { body: deploy({ status: 'live' }) }],
      [CANCEL]: { status: 409, body: { message: 'deploy is already live' } },
    });
    expect(await acts('cancel', table)).toEqual([CANCEL]);
  });

  test('tells a refusal that has another reason', async () => {
    const table = own('build_in_progress', { [CANCEL]: { status: 400, body: { message: 'no' } } });
    await expect(acts('cancel', table)).rejects.toMatchObject({ code: 'invalid_request' });
  });

  test('never touches production', async () => {
    const table = own('build_in_progress', { [GET_SERVICE]: { body: base() } });
    await expect(acts('cancel', table)).rejects.toMatchObject({ code: 'production_deployment' });
  });

  test("stops a pull request's preview that is being built", async () => {
    expect(await acts('cancel', watched('build_in_progress'), { id: WATCH, values: PULL_REQUESTS })).toEqual([
      `POST /services/${CHILD_ID}/deploys/${DEPLOY_ID}/cancel`,
    ]);
  });

  test('says that one Render is yet to make cannot be stopped', async () => {
    const table = watched('live', { [SERVICES]: { body: services(base()) } });
    await expect(acts('cancel', table, { id: WATCH, values: PULL_REQUESTS })).rejects.toMatchObject({
      code: 'not_found',
      advice: expect.stringMatching(/no deploy to stop yet/),
    });
  });
});

describe('remove, from the service kept for previews', () => {
  test('suspends it while it shows this deploy', async () => {
    expect(await acts('remove', own('live'))).toEqual([SUSPEND]);
  });

  test('stops a build instead', async () => {
    expect(await acts('remove', own('build_in_progress'))).toEqual([CANCEL]);
  });

  test.each<[what: string, table: Table]>([
    ['another deploy has taken its place', own('deactivated')],
    ['it never was to be seen', own('build_failed')],
    [
      'it is suspended already',
      own('live', { [GET_SERVICE]: { body: service({ suspended: 'suspended' }) } }),
    ],
    [
      'another deploy is on its way to take its place',
      own('live', { [LIST]: { body: deploys(deploy({ id: 'dep-new' })) } }),
    ],
  ])('does nothing where %s', async (_what, table) => {
    expect(await acts('remove', table)).toEqual([]);
  });

  test('suspends it where a newer deploy failed and left this one in its place', async () => {
    const table = own('live', {
      [LIST]: { body: deploys(deploy({ id: 'dep-new', status: 'build_failed' })) },
    });
    expect(await acts('remove', table)).toEqual([SUSPEND]);
  });

  const FAILED = deploy({ id: 'dep-failed', status: 'build_failed' });
  const LIVE = deploy({ id: 'dep-live', status: 'live' });
  const refused = { status: 409, body: { message: 'deploy cannot be canceled' } };
  const afterwards = (status: string, more: Table = {}) =>
    own('build_in_progress', {
      [GET]: [{ body: deploy() }, { body: deploy({ status }) }],
      [LIST]: { body: deploys(deploy({ status })) },
      [CANCEL]: refused,
      ...more,
    });

  test.each<[what: string, table: Table, expected: string[]]>([
    ['becomes live before it is stopped', afterwards('live'), [CANCEL, SUSPEND]],
    [
      'becomes live although Render took the request',
      afterwards('live', { [CANCEL]: {} }),
      [CANCEL, SUSPEND],
    ],
    ['fails before it is stopped', afterwards('build_failed'), [CANCEL]],
    ['is cancelled by a person before', afterwards('canceled'), [CANCEL]],
    [
      'becomes live, and another is on its way by then',
      afterwards('live', {
        [LIST]: { body: deploys(deploy({ id: 'dep-new' }), deploy({ status: 'live' })) },
      }),
      [CANCEL],
    ],
  ])('a build that %s', async (_what, table, expected) => {
    expect(await acts('remove', table)).toEqual(expected);
  });

  test('tells a refusal to stop what goes on', async () => {
    const failure = { code: 'invalid_request', advice: expect.stringContaining('cannot be canceled') };
    await expect(acts('remove', afterwards('build_in_progress'))).rejects.toMatchObject(failure);
  });

  test.each<[what: string, list: unknown[]]>([
    ['it', [LIVE, deploy({ status: 'deactivated' })]],
    ['it, which is not told as deactivated yet', [LIVE, deploy({ status: 'live' })]],
    ['it, before another that failed', [FAILED, LIVE, deploy({ status: 'live' })]],
    ['so many that it is not among the newest', [FAILED, LIVE]],
  ])('leaves the service to a deploy that has just replaced %s', async (_what, list) => {
    expect(await acts('remove', own('live', { [LIST]: { body: deploys(...list) } }))).toEqual([]);
  });

  test('takes it for success that the deploy is gone', async () => {
    const table = own('live', { [GET]: { status: 404, body: { message: 'not found' } } });
    expect(await acts('remove', table)).toEqual([]);
  });

  test('takes an id that is none of ours for gone', async () => {
    expect(await acts('remove', { [GET_SERVICE]: { body: service() } }, { id: 'dpl_1' })).toEqual([]);
  });

  test.each<[what: string, answer: Answer, code: string]>([
    ['is not to be seen', { status: 404, body: { message: 'not found' } }, 'not_found'],
    ['the key may not see', { status: 403, body: { message: 'forbidden' } }, 'forbidden'],
  ])('a service that %s does not make its deploys gone', async (_what, answer, code) => {
    const failure = { code, advice: expect.stringMatching(`${SERVICE_ID}.*Check Service ID`) };
    for (const id of [EXTERNAL_ID, `${CHILD_ID}/${DEPLOY_ID}`]) {
      await expect(acts('remove', { [GET_SERVICE]: answer }, { id })).rejects.toMatchObject(failure);
    }
  });

  test('a page that says 404 does not count as gone', async () => {
    const page = { status: 404, headers: { 'content-type': 'text/html' }, body: '<html>Not found</html>' };
    await expect(acts('remove', { '*': page })).rejects.toMatchObject({ code: 'unreadable_answer' });
  });

  test('never touches production', async () => {
    const table = own('live', { [GET_SERVICE]: { body: service({ name: 'web-app' }) } });
    await expect(acts('remove', table)).rejects.toMatchObject({ code: 'production_deployment' });
  });
});

describe("remove, of a pull request's preview", () => {
  const remove = (table: Table, id = WATCH) => acts('remove', table, { id, values: PULL_REQUESTS });

  test('deletes the service that Render made, never the one it was made of', async () => {
    expect(await remove(watched('live'))).toEqual([DELETE_CHILD]);
  });

  test('deletes it by the id of its deploy as well', async () => {
    const table = watched('live', {
      [`GET /services/${CHILD_ID}`]: { body: child() },
      [`GET /services/${CHILD_ID}/deploys/${DEPLOY_ID}`]: { body: deploy({ status: 'live' }) },
    });
    expect(await remove(table, `${CHILD_ID}/${DEPLOY_ID}`)).toEqual([DELETE_CHILD]);
  });

  test.each<[what: string, table: Table, id?: string]>([
    ['Render has deleted it already', watched('live', { [SERVICES]: { body: services(base()) } })],
    ['it was deleted between look and call', watched('live', { [DELETE_CHILD]: { status: 404, body: {} } })],
    ['Render has deleted the service of its deploy', watched('live'), `${CHILD_ID}/${DEPLOY_ID}`],
  ])('takes it for success that %s', async (_what, table, id) => {
    await remove(table, id);
  });

  test('leaves it where it shows a newer commit, which is another preview', async () => {
    const newer = deploy({ id: 'dep-new', commit: { id: 'f'.repeat(40) } });
    const table = watched('live', {
      [LIST_CHILD]: { body: deploys(newer, deploy({ createdAt: '2026-11-24T09:00:00Z' })) },
    });
    expect(await remove(table, `watch/${NOW.getTime()}/${SHA}/feature/login`)).toEqual([]);
  });

  test('a service without a parent is never deleted', async () => {
    const table = watched('live', {
      [`GET /services/${CHILD_ID}`]: { body: service({ id: CHILD_ID, name: 'web-app PR #12' }) },
      [`GET /services/${CHILD_ID}/deploys/${DEPLOY_ID}`]: { body: deploy({ status: 'live' }) },
    });
    await expect(remove(table, `${CHILD_ID}/${DEPLOY_ID}`)).rejects.toMatchObject({
      code: 'production_deployment',
    });
  });
});
