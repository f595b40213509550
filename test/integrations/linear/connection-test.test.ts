import { expect, test } from 'vitest';
import { data, OPS, page, refusal, TEAM, WORLD } from './answers.ts';
import { connect, type Given, type Reply, startLinear } from './vendor.ts';

async function check(given: Given = {}, more: Record<string, Reply | Reply[]> = {}) {
  await using linear = await startLinear({ ...WORLD, ...more });
  const report = await (await connect(linear, given)).test();
  return { report, operations: linear.operations() };
}

test('lists the accessible teams by name, and the projects', async () => {
  const { report, operations } = await check();
  expect(report).toEqual({
    summary: 'Connected to Acme as ada@acme.example.',
    details: [
      { title: 'Teams', items: ['Engineering (ENG)', 'Operations (OPS)'] },
      { title: 'Projects', items: ['Web app', 'Billing'] },
    ],
  });
  expect(operations).toEqual(['Workspace', 'Teams']);
});

test.each([['ops'], [OPS.id], [OPS.id.toUpperCase()]])('names the configured team: %s', async (team_id) => {
  const { report } = await check({ values: { team_id } });
  expect(report.summary).toBe('Connected to Operations (OPS) in Acme as ada@acme.example.');
});

test('a team that is not there: which there are', async () => {
  await expect(check({ values: { team_id: 'WEB' } })).rejects.toMatchObject({
    code: 'not_found',
    advice: expect.stringMatching(/no team WEB.*Check Team.*sees these teams: ENG, OPS\./),
  });
});

test('teams on several pages, no project, an account without address', async () => {
  const workspace = { viewer: { name: 'Bot', email: null }, organization: { name: 'Acme' } };
  const { report } = await check(
    {},
    {
      Workspace: data({ ...workspace, projects: { nodes: [], pageInfo: { hasNextPage: false } } }),
      Teams: [data({ teams: page([OPS], 'c1') }), data({ teams: page([TEAM]) })],
    },
  );
  expect(report.summary).toBe('Connected to Acme as Bot.');
  expect(report.details.map(({ items }) => items)).toEqual([
    ['Engineering (ENG)', 'Operations (OPS)'],
    ['None'],
  ]);
});

test('a key that is refused', async () => {
  const refused = refusal(401, 'Authentication required, not authenticated', {
    type: 'authentication error',
    code: 'AUTHENTICATION_ERROR',
  });
  await expect(check({}, { Workspace: refused })).rejects.toMatchObject({
    code: 'unauthorized',
    advice: expect.stringMatching(/refused the API key.*Settings → API.*configure linear/),
  });
});
