import { randomInt } from 'node:crypto';

/** Letters and digits that nobody mistakes for one another when reading an id aloud. */
const ALPHABET = '23456789abcdefghjkmnpqrstuvwxyz';

/** An id that can be typed: `pv-7k3m9x`. */
export function shortId(prefix: string, length = 6): string {
  const letters = Array.from({ length }, () => ALPHABET.charAt(randomInt(ALPHABET.length)));
  return `${prefix}-${letters.join('')}`;
}
