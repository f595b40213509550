import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { loadManifests, ManifestError } from '../../src/integrations/manifest.ts';
import { stateOfEvent, USED_EVENTS } from '../../src/integrations/vercel/map.ts';

const correct = await readFile('manifests/vercel.yml', 'utf8');
let directory = '';

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'manifests-'));
});

afterEach(async () => {
  await rm(directory, { recursive: true, force: true });
});

async function problemsOf(files: Record<string, string>): Promise<string[]> {
  for (const [name, text] of Object.entries(files)) await writeFile(join(directory, name), text);
  const error = await loadManifests(directory).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(ManifestError);
  return (error as ManifestError).problems.map((problem) => problem.replace(`${directory}/`, ''));
}

describe('the manifests of this project', () => {
  test('load', async () => {
    const vercel = (await loadManifests('manifests')).get('vercel');
    expect(vercel?.fields.map(({ key, required }) => [key, required])).toEqual([
      ['token', true],
      ['team_id', false],
      ['project_name', true],
    ]);
    expect(vercel?.rate_limit).toMatchObject({ requests: 100, window_seconds: 60 });
  });

  test("say the same about Vercel's events as the adapter", async () => {
    const vercel = (await loadManifests('manifests')).get('vercel');
    expect(vercel?.webhook.events).toEqual([...USED_EVENTS]);
    for (const event of vercel?.webhook.events ?? []) expect(stateOfEvent(event)).toBeDefined();
  });
});

describe('promise 24: a wrong manifest', () => {
  // ¦ marks the place that the problem has to name.
  test.each([
    [
      'a field of an unknown type',
      'type: secret',
      'type: ¦password',
      'fields[0].type: expected one of text, secret, url, choice',
    ],
    ['an unknown key', 'docs: https', '¦doc: https', 'doc: unknown key'],
    [
      'a base URL without TLS',
      'base_url: https:',
      'base_url: ¦http:',
      'api.base_url: expected an https:// URL',
    ],
    [
      'a host that is none',
      '- api.vercel.com',
      '- ¦api.vercel.com/v1',
      'api.hosts[0]: expected a host name, like api.vercel.com or *.atlassian.net',
    ],
    [
      'a pattern that does not compile',
      "'[\\w.\\-]+'",
      "¦'[a-'",
      'fields[0].validation.pattern: expected a regular expression',
    ],
    ['a key twice', 'key: team_id', 'key: ¦token', 'fields[1].key: the key token stands twice'],
    ['a rate limit of nothing', 'requests: 100', 'requests: ¦0', 'rate_limit.requests: expected more than 0'],
  ])('%s', async (_what, from, to, expected) => {
    expect(correct).toContain(from);
    const marked = correct.replace(from, to);
    const before = marked.slice(0, marked.indexOf('¦')).split('\n');
    const place = `${before.length}:${(before.at(-1) ?? '').length + 1}`;
    const problems = await problemsOf({ 'vercel.yml': marked.replace('¦', '') });
    expect(problems).toContain(`vercel.yml:${place} ${expected}`);
  });

  test('a syntax error', async () => {
    const problems = await problemsOf({ 'vercel.yml': correct.replace('name: Vercel', 'name: "Vercel') });
    expect(problems.join()).toMatch(/^vercel\.yml:\d+:\d+ Missing closing "quote/);
  });

  test('every problem of every file is told at once', async () => {
    const problems = await problemsOf({
      'netlify.yml': 'id: netlify\nkinds: [deployment_platform]\n',
      'render.yml': 'id: [\n',
      'vercel.yml': correct.replace('type: secret', 'type: password'),
    });
    expect(problems.filter((problem) => problem.startsWith('netlify.yml:1:1 ')).length).toBeGreaterThan(3);
    expect(problems.some((problem) => problem.startsWith('render.yml:'))).toBe(true);
    expect(problems.some((problem) => problem.startsWith('vercel.yml:') && /fields\[0\]/.test(problem))).toBe(
      true,
    );
  });

  test('a file named for another provider', async () => {
    expect(await problemsOf({ 'render.yml': correct })).toEqual([
      'render.yml: the id vercel belongs into a file named vercel.yml',
    ]);
  });

  test('no manifests, no directory', async () => {
    expect(await problemsOf({})).toEqual([`${directory}: holds no manifest (*.yml)`]);
    await expect(loadManifests(join(directory, 'nowhere'))).rejects.toThrow(
      /nowhere: cannot be read \(ENOENT\)/,
    );
  });
});
