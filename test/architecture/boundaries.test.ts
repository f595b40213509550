import { describe, expect, it } from 'vitest';
import { type SourceFile, sourceFiles } from './source-files.ts';

const files = sourceFiles();

/** The rooms from the ground up: a room may import itself and those below it, never one above. */
const FLOORS: readonly (readonly string[])[] = [
  ['security', 'ids', 'timing'],
  ['config', 'store'],
  ['jobs'],
  ['governance'],
  ['integrations'],
  ['plan', 'previews', 'backup'],
  ['issues'],
  ['notifications'],
  ['slack', 'http', 'metrics', 'doctor'],
  ['foundation'],
  ['services'],
  ['approved-acts'],
  ['work'],
  ['app'],
  ['cli'],
  ['main'],
];

/** Packages that only the named rooms may know; the sandbox is another program and may know what it likes. */
const KEPT_TO: Readonly<Record<string, readonly string[]>> = {
  '@slack/bolt': ['slack'],
  '@slack/web-api': ['slack'],
  '@slack/types': ['slack'],
  express: ['http', 'slack', 'app'],
  kysely: ['store', 'jobs'],
  'prom-client': ['metrics'],
  lowdb: ['store'],
  undici: ['security'],
  'rate-limiter-flexible': ['integrations', 'http'],
  '@vercel/sdk': ['integrations'],
  '@linear/sdk': ['integrations'],
  'jira.js': ['integrations'],
  '@octokit/core': ['integrations'],
  '@octokit/auth-app': ['integrations'],
};

/** `src/previews/deploy.ts` -> `previews`; `src/app.ts` -> `app`. */
function room(path: string): string {
  return (path.split('/')[1] ?? '').replace(/\.tsx?$/, '');
}

function floor(path: string): number {
  return FLOORS.findIndex((rooms) => rooms.includes(room(path)));
}

describe('import boundaries', () => {
  it('knows every room', () => {
    const unknown = files.filter(({ path }) => room(path) !== 'sandbox' && floor(path) === -1);
    expect(unknown.map(({ path }) => path)).toEqual([]);
  });

  it('finds no room that imports one above it, or one beside it', () => {
    const breaches = files.flatMap((file) =>
      room(file.path) === 'sandbox'
        ? []
        : file.local
            .filter((target) => isBreach(file, target.path))
            .map((target) => `${file.path} -> ${target.path}`),
    );
    expect(breaches).toEqual([]);
  });

  it('finds a sandbox that knows nothing of the product, and a product that does not know the sandbox', () => {
    const crossings = files.flatMap((file) =>
      file.local
        .filter(({ path }) => (room(path) === 'sandbox') !== (room(file.path) === 'sandbox'))
        .map(({ path }) => `${file.path} -> ${path}`),
    );
    expect(crossings).toEqual(['src/main.ts -> src/sandbox/index.ts']);
  });

  it('keeps each package to the rooms that need it', () => {
    const breaches = files.flatMap((file) =>
      file.packages
        .filter(({ name }) => KEPT_TO[name] && !['sandbox', ...KEPT_TO[name]].includes(room(file.path)))
        .map(({ name }) => `${file.path} -> ${name}`),
    );
    expect(breaches).toEqual([]);
  });

  it('keeps each provider to its own folder', () => {
    const folder = (path: string) => /^src\/integrations\/([a-z]+)\//.exec(path)?.[1];
    const breaches = files.flatMap((file) =>
      file.local
        .filter(({ path }) => {
          const provider = folder(path);
          return provider !== undefined && folder(file.path) !== provider;
        })
        .map(({ path }) => `${file.path} -> ${path}`),
    );
    expect(breaches.filter((breach) => !breach.startsWith('src/integrations/registry.ts'))).toEqual([]);
  });

  it('loads no vendor SDK before it is used', () => {
    const sdks = ['@vercel/sdk', '@linear/sdk', 'jira.js', '@octokit/core', '@octokit/auth-app'];
    const early = files.flatMap((file) =>
      file.packages
        .filter(({ name, isType, isLazy }) => sdks.includes(name) && !isType && !isLazy)
        .filter(() => !isLoadedLazily(file.path))
        .map(({ name }) => `${file.path} -> ${name}`),
    );
    expect(early).toEqual([]);
  });

  it('finds no import cycle', () => {
    expect(cycles()).toEqual([]);
  });
});

function isBreach(file: SourceFile, target: string): boolean {
  if (room(file.path) === room(target) || room(target) === 'sandbox') return false;
  return floor(target) >= floor(file.path);
}

/** Whether every way to a file from `main.ts` passes a lazy import. */
function isLoadedLazily(path: string): boolean {
  const reached = new Set<string>();
  const visit = (from: string) => {
    if (reached.has(from)) return;
    reached.add(from);
    const file = files.find((candidate) => candidate.path === from);
    for (const target of file?.local ?? []) if (!target.isLazy && !target.isType) visit(target.path);
  };
  visit('src/main.ts');
  return !reached.has(path);
}

function cycles(): string[] {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const done = new Set<string>();
  const found: string[] = [];
  const visit = (path: string, trail: readonly string[]) => {
    if (trail.includes(path)) {
      found.push([...trail.slice(trail.indexOf(path)), path].join(' -> '));
      return;
    }
    if (done.has(path)) return;
    for (const target of byPath.get(path)?.local ?? []) visit(target.path, [...trail, path]);
    done.add(path);
  };
  for (const { path } of files) visit(path, []);
  return found;
}
