import { readdir, readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { formatYamlProblem, parsePositionedYaml } from '../config/positioned-yaml.ts';
import type { ProviderId } from './contract.ts';
import { type Manifest, manifestSchema } from './manifest-schema.ts';

export type { Manifest, ManifestField } from './manifest-schema.ts';

/** Everything wrong in all manifests, a line each with file, line and column. */
export class ManifestError extends Error {
  override readonly name = 'ManifestError';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(
      `The provider manifests cannot be used:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`,
    );
    this.problems = problems;
  }
}

/**
 * Reads every `*.yml` of a directory, in the order of their names. Throws `ManifestError` with all problems of all
 * files; a file's name must be its provider's id.
 */
export async function loadManifests(directory: string): Promise<Map<ProviderId, Manifest>> {
  const manifests = new Map<ProviderId, Manifest>();
  const problems: string[] = [];
  for (const name of await manifestNames(directory)) {
    const file = join(directory, name);
    const parsed = parsePositionedYaml(file, await readFile(file, 'utf8'), manifestSchema);
    if (!parsed.ok) {
      problems.push(...parsed.problems.map(formatYamlProblem));
    } else if (`${parsed.value.id}.yml` !== name) {
      problems.push(`${file}: the id ${parsed.value.id} belongs into a file named ${parsed.value.id}.yml`);
    } else {
      manifests.set(parsed.value.id, parsed.value);
    }
  }
  if (problems.length > 0) throw new ManifestError(problems);
  return manifests;
}

async function manifestNames(directory: string): Promise<string[]> {
  const entries = await readdir(directory).catch((error: NodeJS.ErrnoException) => {
    throw new ManifestError([`${directory}: cannot be read (${error.code})`]);
  });
  const names = entries.filter((name) => extname(name) === '.yml').sort();
  if (names.length === 0) throw new ManifestError([`${directory}: holds no manifest (*.yml)`]);
  return names;
}

/** The ids of the providers that can do this. */
export function namesOfKind(
  manifests: ReadonlyMap<ProviderId, Manifest>,
  kind: Manifest['kinds'][number],
): ReadonlySet<ProviderId> {
  return new Set([...manifests.values()].filter(({ kinds }) => kinds.includes(kind)).map(({ id }) => id));
}

/** A provider's name for people: `Vercel`. */
export function providerName(manifests: ReadonlyMap<ProviderId, Manifest>, provider: ProviderId): string {
  return manifests.get(provider)?.name ?? provider;
}
