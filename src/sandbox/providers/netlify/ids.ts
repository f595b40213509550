import type { RandomBytes } from '../vercel/ids.ts';

/** The ids Netlify would make up: 24 hexadecimal digits for deploys, builds and hooks. */
export interface Ids {
  object(): string;
  /** A commit's SHA-1: 40 hexadecimal digits. */
  sha(): string;
}

export function idsFrom(random: RandomBytes): Ids {
  const hex = (bytes: number) => Buffer.from(random(bytes)).toString('hex');
  return { object: () => hex(12), sha: () => hex(20) };
}
