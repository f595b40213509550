import { expect, test } from 'vitest';
import { type Answer, startVendor } from '../recording-vendor.ts';
import { REPO, repository } from './answers.ts';
import { connect } from './vendor.ts';

const RATE = {
  resources: {
    core: { limit: 5000, used: 13, remaining: 4987, reset: Date.UTC(2026, 10, 24, 11, 5) / 1000 },
  },
};

const answers = (overrides: Record<string, Answer> = {}): Record<string, Answer> => ({
  [`GET ${REPO}`]: { body: repository() },
  'GET /user': { body: { login: 'acme-bot', id: 1 } },
  'GET /rate_limit': { body: RATE },
  ...overrides,
});

async function report(overrides: Record<string, Answer> = {}) {
  await using vendor = await startVendor(answers(overrides));
  return await (await connect(vendor)).test();
}

test('names the repository, its default branch, the account and what is left of the hour', async () => {
  expect(await report()).toEqual({
    summary: 'Connected to acme/web-app (default branch main) as acme-bot.',
    details: [
      { title: 'Repository', items: ['Default branch: main', 'Private'] },
      { title: 'Rate limit', items: ['4,987 of 5,000 requests left until 11:05 UTC'] },
    ],
  });
});

test('tells what will not work', async () => {
  const bad = repository({ archived: true, has_issues: false, default_branch: null, private: false });
  const { details } = await report({ [`GET ${REPO}`]: { body: bad } });
  expect(details[0]?.items).toEqual([
    'No commit yet',
    'Archived: nothing in it can be changed',
    'Issues are switched off in its settings',
  ]);
});

test('a token that may not name its account, and a GitHub that counts no requests', async () => {
  const { summary, details } = await report({
    'GET /user': { status: 403, body: { message: 'Resource not accessible' } },
    'GET /rate_limit': { status: 404, body: { message: 'Rate limiting is not enabled.' } },
  });
  expect(summary).toContain('as an account that the token may not name.');
  expect(details[1]?.items).toEqual(['None: this GitHub counts no requests']);
});

test('a repository that is not there, or not seen: both are said', async () => {
  await expect(
    report({ [`GET ${REPO}`]: { status: 404, body: { message: 'Not Found' } } }),
  ).rejects.toMatchObject({
    code: 'not_found',
    advice: expect.stringMatching(/no repository acme\/web-app, or the token may not see it/),
  });
});
