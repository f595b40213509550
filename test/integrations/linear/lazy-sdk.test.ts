import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const run = promisify(execFile);

/** Whether the SDK or GraphQL is loaded once `code` has run, in a process of its own. */
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
    (url) => /\/node_modules\/(@linear\/sdk|graphql)\//.exec(url)?.[1] ?? [],
  );
  return [...new Set(packages)];
}

const CONNECT = `
  const { linear } = await import('./src/integrations/linear/index.ts');
  const vocabulary = { statusOverrides: {}, statusNames: {}, statusCategories: {}, priorities: {} };
  const values = { api_key: 'lin_api_x' };
  const connected = await linear.connect({ values, vocabulary, baseUrl: 'http://127.0.0.1:9' });
`;

test('neither importing the adapter nor connecting loads the SDK', async () => {
  expect(await loadedBy(CONNECT)).toEqual([]);
});

test('the first call loads it', async () => {
  const loaded = await loadedBy(`${CONNECT} await connected.webhooks.remove('1').catch(() => {});`);
  expect(loaded).toEqual(['@linear/sdk']);
});
