import { expect, test } from 'vitest';
import { packagesLoadedBy } from '../loaded-by.ts';

/** Whether the SDK is loaded once `code` has run. */
const sdkLoadedBy = (code: string) => packagesLoadedBy(code, /\/node_modules\/(jira\.js)\//);

const CONNECT = `
  const { jira } = await import('./src/integrations/jira/index.ts');
  const vocabulary = { statusOverrides: {}, statusNames: {}, statusCategories: {}, priorities: {} };
  const values = { email: 'bot@acme.example', api_token: 'x', project_key: 'PROJ' };
  const connected = await jira.connect({ values, vocabulary, baseUrl: 'http://127.0.0.1:9' });
`;

test('neither importing the adapter nor connecting loads the SDK', async () => {
  expect(await sdkLoadedBy(CONNECT)).toEqual([]);
});

test('the first call loads it', async () => {
  expect(await sdkLoadedBy(`${CONNECT} await connected.test().catch(() => {});`)).toEqual(['jira.js']);
});
