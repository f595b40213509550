import { guidOf, type RandomBytes, sha } from '../shared/ids.ts';

/** What GitHub would make up that is not counted. */
export interface Ids {
  /** A commit's SHA-1: 40 hexadecimal digits. */
  sha(): string;
  /** A delivery's GUID. */
  guid(): string;
}

export function idsFrom(random: RandomBytes): Ids {
  return { sha: () => sha(random), guid: () => guidOf(random(16)) };
}
