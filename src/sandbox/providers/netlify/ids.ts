import { hex, type RandomBytes, sha } from '../shared/ids.ts';

/** The ids Netlify would make up: 24 hexadecimal digits for deploys, builds and hooks. */
export interface Ids {
  object(): string;
  /** A commit's SHA-1: 40 hexadecimal digits. */
  sha(): string;
}

export function idsFrom(random: RandomBytes): Ids {
  return { object: () => hex(random, 12), sha: () => sha(random) };
}
