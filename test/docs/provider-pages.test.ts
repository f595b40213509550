import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { environmentLines, providerPage } from '../../scripts/provider-page.ts';
import { loadManifests } from '../../src/integrations/manifest.ts';

const manifests = [...(await loadManifests('manifests')).values()];

it.each(manifests)('docs/providers/$id.md is what `npm run docs:providers` writes', (manifest) => {
  expect(readFileSync(`docs/providers/${manifest.id}.md`, 'utf8')).toBe(providerPage(manifest));
});

it('.env.example ends with what `npm run docs:providers` writes', () => {
  expect(readFileSync('.env.example', 'utf8').endsWith(environmentLines(manifests))).toBe(true);
});

it('shows every map of the manifest, line by line', () => {
  for (const manifest of manifests) {
    const page = providerPage(manifest);
    for (const [theirs, ours] of Object.entries(manifest.issue_statuses?.names ?? {})) {
      expect(page).toContain(`| ${theirs} | ${ours} |`);
    }
  }
});
