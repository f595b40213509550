import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { loadManifests } from '../src/integrations/manifest.ts';
import { environmentLines, providerPage } from './provider-page.ts';

/** Writes `docs/providers/` and the providers' part of `.env.example`: `npm run docs:providers`. */
const root = join(import.meta.dirname, '..');
const manifests = [...(await loadManifests(join(root, 'manifests'))).values()];
await mkdir(join(root, 'docs/providers'), { recursive: true });
for (const manifest of manifests) {
  await writeFile(join(root, `docs/providers/${manifest.id}.md`), providerPage(manifest));
}
const example = join(root, '.env.example');
const lines = environmentLines(manifests);
const [first = ''] = lines.split('\n');
const [ours = ''] = (await readFile(example, 'utf8')).split(first);
await writeFile(example, `${ours}${lines}`);
