const LETTERS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const LOWER = '0123456789abcdefghijklmnopqrstuvwxyz';

/** Gives `bytes` random bytes: `crypto.randomBytes`, or something predictable in a test. */
export type RandomBytes = (bytes: number) => Uint8Array;

/** The ids and secrets Vercel would make up. */
export interface Ids {
  deployment(): string;
  build(): string;
  /** The part of a deployment's hostname that tells it from others: nine characters. */
  hostPart(): string;
  webhook(): string;
  secret(): string;
  delivery(): string;
  /** A commit's SHA-1: 40 hexadecimal digits. */
  sha(): string;
}

export function idsFrom(random: RandomBytes): Ids {
  const word = (length: number, alphabet: string) =>
    Array.from(random(length), (byte) => alphabet.charAt(byte % alphabet.length)).join('');
  return {
    deployment: () => `dpl_${word(28, LETTERS)}`,
    build: () => `bld_${word(9, LOWER)}`,
    hostPart: () => word(9, LOWER),
    webhook: () => `account_hook_${word(24, LETTERS)}`,
    secret: () => word(24, LETTERS),
    delivery: () => word(24, LETTERS),
    sha: () => Buffer.from(random(20)).toString('hex'),
  };
}
