import { expect, test } from 'vitest';
import { packagesLoadedBy } from '../loaded-by.ts';

/** Which of the SDK's packages are loaded once `code` has run. */
const sdkLoadedBy = (code: string) =>
  packagesLoadedBy(code, /\/node_modules\/((?:@octokit\/)[^/]+|octokit)\//);

const CONNECT = `
  const { github } = await import('./src/integrations/github/index.ts');
  const vocabulary = { statusOverrides: {}, statusNames: {}, statusCategories: {}, priorities: {} };
  const values = { repository: 'acme/web-app', token: 't' };
  const connected = await github.connect({ values, vocabulary, baseUrl: 'http://127.0.0.1:9' });
`;

test('neither importing the adapter nor connecting loads the SDK', async () => {
  expect(await sdkLoadedBy(CONNECT)).toEqual([]);
});

test('the first call with a token loads the core of it alone', async () => {
  const loaded = await sdkLoadedBy(`${CONNECT} await connected.webhooks.remove('1').catch(() => {});`);
  expect(loaded).toContain('@octokit/core');
  expect(loaded).not.toContain('octokit');
  expect(loaded).not.toContain('@octokit/auth-app');
  expect(loaded).not.toContain('@octokit/plugin-rest-endpoint-methods');
});
