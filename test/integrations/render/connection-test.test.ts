import { expect, test } from 'vitest';
import { type Answer, startVendor } from '../recording-vendor.ts';
import {
  base,
  child,
  deploy,
  deploys,
  GET_SERVICE,
  LIST,
  OWNER,
  SERVICE_ID,
  SERVICES,
  service,
  services,
} from './answers.ts';
import { connect, PULL_REQUESTS } from './connect.ts';

function answers(overrides: Record<string, Answer> = {}): Record<string, Answer> {
  return {
    [GET_SERVICE]: { body: service() },
    [OWNER]: { body: { id: 'tea-1', name: 'Acme', email: 'ada@acme.example', type: 'team' } },
    [LIST]: { body: deploys(deploy({ status: 'live' })) },
    [SERVICES]: { body: services(base(), child()) },
    ...overrides,
  };
}

async function report(table: Record<string, Answer>, values: Record<string, string> = {}) {
  await using vendor = await startVendor(table);
  return await (await connect(vendor, values)).test();
}

test('tells which service it is, whose, how previews are made, and the recent deploys', async () => {
  expect(await report(answers())).toEqual({
    summary: 'Connected to web-app-preview in Acme.',
    details: [
      {
        title: 'Service',
        items: ['Branch: feature/login', 'Repository: https://github.com/acme/web-app', 'Type: web service'],
      },
      {
        title: 'Previews',
        items: [
          'One branch at a time: deploying another takes its place on web-app-preview',
          'Never deployed: main, master',
        ],
      },
      { title: 'Recent deploys', items: ['a1b2c3d feat: log in · live · 24 Nov 10:12 UTC'] },
    ],
  });
});

test('warns of pushes that Render deploys by itself, and says that the service is suspended', async () => {
  const body = service({ autoDeploy: 'yes', suspended: 'suspended', suspenders: ['user'] });
  const { details } = await report(answers({ [GET_SERVICE]: { body } }), { production_branch: 'release' });
  expect(details[0]?.items).toContain('Suspended');
  expect(details[1]?.items[1]).toBe('Never deployed: release');
  expect(details[1]?.items[2]).toMatch(/^Auto-Deploy is on/);
});

test('with pull request previews tells that BuildRunner starts none, and which there are', async () => {
  const { summary, details } = await report(answers({ [GET_SERVICE]: { body: base() } }), PULL_REQUESTS);
  expect(summary).toBe('Connected to web-app in Acme.');
  expect(details[1]?.items).toEqual([
    'Render makes one of each pull request to main; BuildRunner starts none',
    'web-app PR #12 · feature/login',
  ]);
});

test('with pull request previews says where they are off', async () => {
  const body = base({}, { previews: { generation: 'off' } });
  const { details } = await report(answers({ [GET_SERVICE]: { body } }), PULL_REQUESTS);
  expect(details[1]?.items[0]).toMatch(/^Pull request previews are off for web-app\. Turn them on/);
});

test.each<[what: string, body: unknown, values: Record<string, string>, code: string, advice: RegExp]>([
  [
    'a service that may be production',
    base(),
    {},
    'production_deployment',
    /put preview, staging or qa into its name/,
  ],
  ['a service that runs an image', service({ repo: '' }), {}, 'invalid_request', /runs an image/],
  [
    "a pull request's preview",
    child({ name: 'web-app-preview' }),
    {},
    'invalid_request',
    /a service of its own/,
  ],
  [
    "a pull request's preview, in the other way",
    { ...child(), serviceDetails: { parentServer: { id: 'srv-base', name: 'web-app' } } },
    PULL_REQUESTS,
    'invalid_request',
    /the service it was made of, srv-base/,
  ],
])('refuses %s before anything is deployed', async (_what, body, values, code, advice) => {
  const refused = report(answers({ [GET_SERVICE]: { body } }), values);
  await expect(refused).rejects.toMatchObject({ code, advice: expect.stringMatching(advice) });
});

test.each([403, 404])('a key that may not see the workspace (%s) is good enough', async (status) => {
  const { summary } = await report(answers({ [OWNER]: { status, body: {} } }));
  expect(summary).toBe('Connected to web-app-preview in tea-cspvinogph6c73ft00h0.');
});

test('five deploys are asked for, and none is said', async () => {
  await using vendor = await startVendor(answers({ [LIST]: { body: [] } }));
  const { details } = await (await connect(vendor)).test();
  expect(details[2]?.items).toEqual(['None yet']);
  const { query } = vendor.received.find(({ path }) => path === `/services/${SERVICE_ID}/deploys`) ?? {};
  expect(query?.get('limit')).toBe('5');
});
