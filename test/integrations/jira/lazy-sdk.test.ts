import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const run = promisify(execFile);

/** Whether the SDK is loaded once `code` has run, in a process of its own. */
async function loadedBy(code: string): Promise<string[]> {
  const script = `
    import { registerHooks } from 'node:module';
    const loaded = [];
    registerHooks({ load(url, context, next) { loaded.push(url); return next(url, context); } });
    ${code}
    process.stdout.write(JSON.stringify(loaded));
  `;
  const { stdout } = await run(process.execPath, ['--input-type=module', '-e', script]);
  const packages = (JSON.parse(stdout) as string[]).flatMap(
    (url) => /\/node_modules\/(jira\.js)\//.exec(url)?.[1] ?? [],
  );
  return [...new Set(packages)];
}

const CONNECT = `
  const { jira } = await import('./src/integrations/jira/index.ts');
  const vocabulary = { statusOverrides: {}, statusNames: {}, statusCategories: {}, priorities: {} };
  const values = { email: 'bot@acme.example', api_token: 'x', project_key: 'PROJ' };
  const connected = await jira.connect({ values, vocabulary, baseUrl: 'http://127.0.0.1:9' });
`;

test('neither importing the adapter nor connecting loads the SDK', async () => {
  expect(await loadedBy(CONNECT)).toEqual([]);
});

test('the first call loads it', async () => {
  expect(await loadedBy(`${CONNECT} await connected.test().catch(() => {});`)).toEqual(['jira.js']);
});
