import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import packageJson from '../../package.json' with { type: 'json' };
import { createMetrics } from '../../src/metrics/metrics.ts';

const PAGES = ['docs/operations.md', 'docs/metrics.md', 'docs/slack-scopes.md', 'docs/wording.md'];
const text = readFileSync('docs/operations.md', 'utf8');

/** What stands in the page's fences of one language. */
function fences(language: string): string[] {
  return [...text.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, 'gm'))].map(
    ([, code = '']) => code,
  );
}

/** As GitHub makes them. */
function anchorsOf(page: string): string[] {
  const headings = readFileSync(page, 'utf8').matchAll(/^#+ (.+)$/gm);
  return [...headings].map(([, title = '']) =>
    title
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s-]/gu, '')
      .replaceAll(/\s/g, '-'),
  );
}

describe('the page on operations', () => {
  it.each(PAGES)('links to what there is (%s)', (page) => {
    const links = [...readFileSync(page, 'utf8').matchAll(/\]\((?!https?:)([^)#]*)(?:#([^)]*))?\)/g)];
    for (const [, path = '', anchor] of links) {
      const target = path === '' ? page : join(dirname(page), path);
      expect(existsSync(target), target).toBe(true);
      if (anchor !== undefined) expect(anchorsOf(target), target).toContain(anchor);
    }
  });

  it('names npm scripts that there are', () => {
    const names = [...text.matchAll(/npm run ([a-z:]+)/g)].map(([, name = '']) => name);
    expect(names).toContain('backup');
    for (const name of names) expect(packageJson.scripts).toHaveProperty([name]);
  });

  it('starts the process as npm start does', () => {
    const flags = packageJson.scripts.start.replace(' --env-file-if-exists=.env', '');
    const [unit = ''] = fences('ini');
    const exec = /^ExecStart=(.+)$/m.exec(unit)?.[1];
    expect(exec).toBe(`/opt/buildrunner/node_modules/.bin/${flags}`);
    const [dockerfile = ''] = fences('dockerfile');
    const command = /^CMD (.+)$/m.exec(dockerfile)?.[1] ?? '[]';
    expect((JSON.parse(command) as string[]).join(' ')).toBe(flags);
  });

  it('names variables that .env.example explains', () => {
    const explained = readFileSync('.env.example', 'utf8');
    const names = [...text.matchAll(/\b([A-Z]+_[A-Z_]+)(?==|`)/g)].map(([, name = '']) => name);
    expect(names).toContain('PUBLIC_URL');
    for (const name of names.filter((given) => given !== 'NODE_ENV')) expect(explained).toContain(name);
  });

  it('alerts of metrics that there are, by labels that they have', async () => {
    const { registry } = createMetrics({ version: '', providers: new Set() });
    const metrics = registry.getMetricsAsArray() as unknown as {
      name: string;
      labelNames: string[];
      help: string;
    }[];
    const rules = fences('yaml')
      .map((yaml) => parse(yaml))
      .find((document) => document.groups);
    for (const { expr } of rules.groups[0].rules as { expr: string }[]) {
      for (const [, name = '', labels = ''] of expr.matchAll(
        /\b((?:buildrunner|nodejs)_[a-z0-9_]+)(?:\{([^}]*)\})?/g,
      )) {
        const metric = metrics.find((candidate) => candidate.name === name);
        expect(metric, name).toBeDefined();
        for (const [, label = '', values = ''] of labels.matchAll(/(\w+)=~?"([^"]*)"/g)) {
          expect(metric?.labelNames, expr).toContain(label);
          for (const value of values.split('|')) expect(metric?.help, expr).toContain(value);
        }
      }
    }
  });
});
