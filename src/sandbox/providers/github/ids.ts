/** Gives `bytes` random bytes: `crypto.randomBytes`, or something predictable in a test. */
export type RandomBytes = (bytes: number) => Uint8Array;

/** What GitHub would make up that is not counted. */
export interface Ids {
  /** A commit's SHA-1: 40 hexadecimal digits. */
  sha(): string;
  /** A delivery's GUID. */
  guid(): string;
}

export function idsFrom(random: RandomBytes): Ids {
  const hex = (bytes: number) => Buffer.from(random(bytes)).toString('hex');
  return {
    sha: () => hex(20),
    guid: () => hex(16).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'),
  };
}
