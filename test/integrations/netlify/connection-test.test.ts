import { expect, test } from 'vitest';
import { type Answer, startVendor } from '../recording-vendor.ts';
import { BUILD_SETTINGS, deploy, LIST, SITE, site } from './answers.ts';
import { connected } from './platform.ts';

async function report(siteChanges: Record<string, unknown> = {}, list: Answer = { body: [deploy()] }) {
  await using vendor = await startVendor({ [SITE]: { body: site(siteChanges) }, [LIST]: list });
  const told = await (await connected(vendor)).test();
  expect(vendor.received.at(-1)?.query.get('per_page')).toBe('5');
  return told;
}

test('tells the site, its account, repository and branch, and the recent deploys', async () => {
  expect(await report()).toEqual({
    summary: 'Connected to web-app in Acme.',
    details: [
      { title: 'Site', items: ['Git: github · acme/web-app', 'Production branch, never deployed: main'] },
      { title: 'Recent deploys', items: ['feature/login · building · 3 Nov 10:12 UTC'] },
    ],
  });
});

test.each([
  [{ account_name: null }, 'Connected to web-app in acme.'],
  [{ account_name: null, account_slug: null }, 'Connected to web-app.'],
])('an account without a name: %j', async (changes, summary) => {
  expect((await report(changes)).summary).toBe(summary);
});

test.each([
  ['a site without Git', { build_settings: {} }, /^Not connected to a Git repository/],
  ['stopped builds', { build_settings: { ...BUILD_SETTINGS, stop_builds: true } }, /^Builds are stopped/],
])('%s: told before the first preview fails', async (_what, changes, line) => {
  expect((await report(changes)).details[0]?.items.at(-1)).toMatch(line);
});

test('five deploys at most, and none is said', async () => {
  const many = Array.from({ length: 8 }, (_, n) => deploy({ id: `d${n}` }));
  expect((await report({}, { body: many })).details[1]?.items).toHaveLength(5);
  expect((await report({}, { body: [] })).details[1]?.items).toEqual(['None yet']);
});
