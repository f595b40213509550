import { Refusal } from '../governance/gate.ts';
import type { Manifest } from '../integrations/manifest.ts';
import { truncate } from './text.ts';

/** Longest name that is repeated to the person who typed it, in characters. */
const LONGEST_NAME = 40;

/** The manifest of the provider a person named. Throws `Refusal` with the names there are. */
export function namedProvider(manifests: ReadonlyMap<string, Manifest>, name: string | undefined): Manifest {
  const manifest = manifests.get(name?.toLowerCase() ?? '');
  if (manifest) return manifest;
  const names = [...manifests.keys()].join(', ');
  throw new Refusal(
    name
      ? `There is no provider “${truncate(name, LONGEST_NAME)}”; there is: ${names}.`
      : `Say which provider: ${names}.`,
  );
}
