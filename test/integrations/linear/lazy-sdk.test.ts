import { expect, test } from 'vitest';
import { packagesLoadedBy } from '../loaded-by.ts';

/** Whether the SDK or GraphQL is loaded once `code` has run. */
const sdkLoadedBy = (code: string) => packagesLoadedBy(code, /\/node_modules\/(@linear\/sdk|graphql)\//);

const CONNECT = `
  const { linear } = await import('./src/integrations/linear/index.ts');
  const vocabulary = { statusOverrides: {}, statusNames: {}, statusCategories: {}, priorities: {} };
  const values = { api_key: 'lin_api_x' };
  const connected = await linear.connect({ values, vocabulary, baseUrl: 'http://127.0.0.1:9' });
`;

test('neither importing the adapter nor connecting loads the SDK', async () => {
  expect(await sdkLoadedBy(CONNECT)).toEqual([]);
});

test('the first call loads it', async () => {
  const loaded = await sdkLoadedBy(`${CONNECT} await connected.webhooks.remove('1').catch(() => {});`);
  expect(loaded).toEqual(['@linear/sdk']);
});
