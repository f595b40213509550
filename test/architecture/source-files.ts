import { globSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

export interface SourceFile {
  /** From the project's root: `src/app.ts`. */
  path: string;
  lines: number;
  /** Files of ours that it needs at run time or for types, as paths from the root. */
  local: { path: string; isType: boolean; isLazy: boolean }[];
  /** Names of packages, and of Node's own modules. */
  packages: { name: string; isType: boolean; isLazy: boolean }[];
}

const ROOT = join(import.meta.dirname, '../..');
const STATIC = /^(?:import|export)\s+(type\s)?[^'"]*?from\s+'([^']+)'|^import\s+'([^']+)'/gm;
const LAZY = /\bimport\('([^']+)'\)/g;

/** Every source file of the project with what it imports. */
export function sourceFiles(): SourceFile[] {
  return globSync('src/**/*.{ts,tsx}', { cwd: ROOT }).map((path) => {
    const text = readFileSync(join(ROOT, path), 'utf8');
    const found = [
      ...[...text.matchAll(STATIC)].map((match) => ({
        from: match[2] ?? match[3] ?? '',
        isType: match[1] !== undefined,
        isLazy: false,
      })),
      ...[...text.matchAll(LAZY)].map((match) => ({ from: match[1] ?? '', isType: false, isLazy: true })),
    ];
    const local = found
      .filter(({ from }) => from.startsWith('.'))
      .map(({ from, ...rest }) => ({ path: relative(ROOT, join(ROOT, dirname(path), from)), ...rest }));
    const packages = found
      .filter(({ from }) => !from.startsWith('.'))
      .map(({ from, ...rest }) => ({ name: packageName(from), ...rest }));
    return { path, lines: text.split('\n').length - 1, local, packages };
  });
}

function packageName(specifier: string): string {
  const parts = specifier.split('/');
  return specifier.startsWith('@') ? parts.slice(0, 2).join('/') : (parts[0] ?? specifier);
}
