import { expect, test } from 'vitest';
import { vercel } from '../../../src/integrations/vercel/index.ts';
import { type Answer, startVendor } from '../recording-vendor.ts';
import { LIST, listed, PROJECT, project } from './answers.ts';
import { connection } from './platform.ts';

const USER = 'GET /v2/user';
const TEAMS = 'GET /v2/teams';

function answers(overrides: Record<string, Answer> = {}): Record<string, Answer> {
  return {
    [USER]: { body: { user: { email: 'ada@acme.example', username: 'ada', name: null } } },
    [TEAMS]: { body: { teams: [{ id: 'team_acme', slug: 'acme', name: 'Acme' }], pagination: {} } },
    [PROJECT]: { body: project() },
    [LIST]: { body: { deployments: [listed({ readyState: 'READY' })] } },
    ...overrides,
  };
}

async function report(table: Record<string, Answer>, values: Record<string, string> = {}) {
  await using vendor = await startVendor(table);
  const connected = await vercel.connect(connection(vendor, values));
  return await connected.test();
}

test('tells who is connected to what, and the recent deployments', async () => {
  expect(await report(answers())).toEqual({
    summary: 'Connected to web-app in Acme as ada@acme.example.',
    details: [
      { title: 'Project', items: ['Git: github · acme/web-app', 'Production branch, never deployed: main'] },
      { title: 'Recent deployments', items: ['feature/login · READY · 3 Nov 10:12 UTC'] },
    ],
  });
});

test('a personal account is not asked for teams', async () => {
  await using vendor = await startVendor(answers());
  const connected = await vercel.connect(connection(vendor, { team_id: '' }));
  expect((await connected.test()).summary).toBe('Connected to web-app as ada@acme.example.');
  expect(vendor.calls()).not.toContain(TEAMS);
});

test('a token that may see the project but not its user or team is good enough', async () => {
  const forbidden = { status: 403, body: { error: { code: 'forbidden' } } };
  const { summary } = await report(answers({ [USER]: forbidden, [TEAMS]: forbidden }));
  expect(summary).toBe('Connected to web-app in team_acme.');
});

test('a project without Git is told before the first preview fails', async () => {
  const { details } = await report(answers({ [PROJECT]: { body: project({ link: null }) } }));
  expect(details[0]?.items[0]).toMatch(/^Not connected to a Git repository/);
});

test('five deployments at most, and none is said', async () => {
  const many = Array.from({ length: 8 }, (_, n) => listed({ id: `dpl_${n}`, createdAt: n }));
  const full = await report(answers({ [LIST]: { body: { deployments: many } } }));
  expect(full.details[1]?.items).toHaveLength(5);
  const none = await report(answers({ [LIST]: { body: { deployments: [] } } }));
  expect(none.details[1]?.items).toEqual(['None yet']);
});
