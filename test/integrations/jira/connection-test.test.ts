import { expect, test } from 'vitest';
import { startVendor } from '../recording-vendor.ts';
import { API, refusal, WORLD } from './answers.ts';
import { connect, type Given } from './vendor.ts';

async function check(more: typeof WORLD = {}, given: Given = {}) {
  await using vendor = await startVendor({ ...WORLD, ...more });
  const report = await (await connect(vendor, given)).test();
  return { report, host: new URL(vendor.baseUrl).host, calls: vendor.calls() };
}

test('names account and project, and tells what each status means here', async () => {
  const { report, host, calls } = await check();
  expect(report).toEqual({
    summary: `Connected to Web app (PROJ) at ${host} as Acme Bot.`,
    details: [
      { title: 'Account', items: ['Acme Bot, bot@acme.example'] },
      {
        title: 'Statuses',
        items: [
          'To Do: todo',
          'In Progress: doing',
          'In Review: doing',
          'Done: done',
          'Parked: means nothing here yet; map it to a status',
        ],
      },
    ],
  });
  expect(calls.toSorted()).toEqual([
    `GET ${API}/myself`,
    `GET ${API}/project/PROJ`,
    `GET ${API}/project/PROJ/statuses`,
  ]);
});

test('an account that tells nothing but its id', async () => {
  const { report } = await check({ [`GET ${API}/myself`]: { body: { accountId: 'x', emailAddress: 7 } } });
  expect(report.summary).toMatch(/ as bot@acme\.example\.$/);
  expect(report.details[0]?.items).toEqual(['bot@acme.example']);
});

test.each([
  [
    'account',
    `GET ${API}/myself`,
    refusal(401, ['Client must be authenticated.']),
    'unauthorized',
    /Email and API token/,
  ],
  [
    'project',
    `GET ${API}/project/PROJ`,
    refusal(404, ['No project']),
    'not_found',
    /no project PROJ.*Check Project key/,
  ],
  [
    'permissions',
    `GET ${API}/project/PROJ/statuses`,
    refusal(403, ['No']),
    'forbidden',
    /in PROJ.*Project settings/,
  ],
] as const)('a wrong %s: what to mend', async (_what, route, answer, code, advice) => {
  await expect(check({ [route]: answer })).rejects.toMatchObject({
    code,
    advice: expect.stringMatching(advice),
  });
});
