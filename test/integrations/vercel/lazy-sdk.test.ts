import { expect, test } from 'vitest';
import { loadedBy } from '../loaded-by.ts';

/** Which modules of the SDK are loaded once `code` has run. */
async function sdkLoadedBy(code: string): Promise<string[]> {
  return (await loadedBy(code)).filter((url) => url.includes('/@vercel/sdk/'));
}

const CONNECT = `
  const { vercel } = await import('./src/integrations/vercel/index.ts');
  const connection = { values: { token: 't', project_name: 'p' }, baseUrl: 'http://127.0.0.1:9' };
  const connected = await vercel.connect(connection);
`;

test('neither importing the adapter nor connecting loads the SDK', async () => {
  expect(await sdkLoadedBy(CONNECT)).toEqual([]);
});

test('the first call loads what it needs of it, not all', async () => {
  const loaded = await sdkLoadedBy(`${CONNECT} await connected.webhooks.remove('x').catch(() => {});`);
  expect(loaded.some((url) => url.endsWith('/webhooksDeleteWebhook.js'))).toBe(true);
  expect(loaded.some((url) => url.endsWith('/esm/index.js'))).toBe(false);
  expect(loaded.length).toBeLessThan(100);
});
