import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const run = promisify(execFile);

/** Which of the SDK's packages are loaded once `code` has run, in a process of its own. */
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
    (url) => /\/node_modules\/((?:@octokit\/)[^/]+|octokit)\//.exec(url)?.[1] ?? [],
  );
  return [...new Set(packages)];
}

const CONNECT = `
  const { github } = await import('./src/integrations/github/index.ts');
  const vocabulary = { statusOverrides: {}, statusNames: {}, statusCategories: {}, priorities: {} };
  const values = { repository: 'acme/web-app', token: 't' };
  const connected = await github.connect({ values, vocabulary, baseUrl: 'http://127.0.0.1:9' });
`;

test('neither importing the adapter nor connecting loads the SDK', async () => {
  expect(await loadedBy(CONNECT)).toEqual([]);
});

test('the first call with a token loads the core of it alone', async () => {
  const loaded = await loadedBy(`${CONNECT} await connected.webhooks.remove('1').catch(() => {});`);
  expect(loaded).toContain('@octokit/core');
  expect(loaded).not.toContain('octokit');
  expect(loaded).not.toContain('@octokit/auth-app');
  expect(loaded).not.toContain('@octokit/plugin-rest-endpoint-methods');
});
