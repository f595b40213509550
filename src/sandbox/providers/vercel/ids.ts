import { LETTERS, type RandomBytes, sha, word } from '../shared/ids.ts';

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
  return {
    deployment: () => `dpl_${word(random, 28, LETTERS)}`,
    build: () => `bld_${word(random, 9)}`,
    hostPart: () => word(random, 9),
    webhook: () => `account_hook_${word(random, 24, LETTERS)}`,
    secret: () => word(random, 24, LETTERS),
    delivery: () => word(random, 24, LETTERS),
    sha: () => sha(random),
  };
}
