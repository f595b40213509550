/** Gives `bytes` random bytes: `crypto.randomBytes`, or something predictable in a test. */
export type RandomBytes = (bytes: number) => Uint8Array;

export const LOWER = '0123456789abcdefghijklmnopqrstuvwxyz';
export const LETTERS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** A word of `length` characters out of `alphabet`. */
export function word(random: RandomBytes, length: number, alphabet = LOWER): string {
  return Array.from(random(length), (byte) => alphabet.charAt(byte % alphabet.length)).join('');
}

/** Two hexadecimal digits a byte. */
export function hex(random: RandomBytes, bytes: number): string {
  return Buffer.from(random(bytes)).toString('hex');
}

/** A commit's SHA-1: 40 hexadecimal digits. */
export function sha(random: RandomBytes): string {
  return hex(random, 20);
}

/** Sixteen bytes in the form of a GUID. */
export function guidOf(bytes: Uint8Array): string {
  return Buffer.from(bytes)
    .toString('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
