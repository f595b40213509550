import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const run = promisify(execFile);

/** Which modules of the SDK are loaded once `code` has run, in a process of its own. */
async function loadedBy(code: string): Promise<string[]> {
  const script = `
    import { registerHooks } from 'node:module';
    const loaded = [];
    registerHooks({ load(url, context, next) { loaded.push(url); return next(url, context); } });
    ${code}
    process.stdout.write(JSON.stringify(loaded));
  `;
  const { stdout } = await run(process.execPath, ['--input-type=module', '-e', script]);
  return (JSON.parse(stdout) as string[]).filter((url) => url.includes('/@vercel/sdk/'));
}

const CONNECT = `
  const { vercel } = await import('./src/integrations/vercel/index.ts');
  const connection = { values: { token: 't', project_name: 'p' }, baseUrl: 'http://127.0.0.1:9' };
  const connected = await vercel.connect(connection);
`;

test('neither importing the adapter nor connecting loads the SDK', async () => {
  expect(await loadedBy(CONNECT)).toEqual([]);
});

test('the first call loads what it needs of it, not all', async () => {
  const loaded = await loadedBy(`${CONNECT} await connected.webhooks.remove('x').catch(() => {});`);
  expect(loaded.some((url) => url.endsWith('/webhooksDeleteWebhook.js'))).toBe(true);
  expect(loaded.some((url) => url.endsWith('/esm/index.js'))).toBe(false);
  expect(loaded.length).toBeLessThan(100);
});
