import { createHash } from 'node:crypto';

/** AES-256. */
export const KEY_BYTES = 32;

/** A sealing key and the name it goes by in everything it sealed. */
export interface VaultKey {
  /** First eight hex digits of a labelled SHA-256 of the key: says which key, and nothing about it. */
  id: string;
  key: Buffer;
}

/** A key that cannot be used. The message says what is wrong with it and never repeats any of it. */
export class KeyError extends Error {
  override readonly name = 'KeyError';
}

/** Names a key after itself, so that the same key has the same id in a file and in the environment. */
export function keyIdFor(key: Buffer): string {
  return createHash('sha256').update('buildrunner vault key id\0').update(key).digest('hex').slice(0, 8);
}

/**
 * Reads one key: 32 bytes as base64, with or without padding, as `openssl rand -base64 32` prints it.
 * Throws `KeyError`.
 */
export function parseKey(base64: string): VaultKey {
  const text = base64.trim();
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(text)) {
    throw new KeyError('An encryption key must be base64 text. Make one with: openssl rand -base64 32');
  }
  const key = Buffer.from(text, 'base64');
  if (key.length !== KEY_BYTES) {
    throw new KeyError(
      `An encryption key must be ${KEY_BYTES} bytes; this one is ${key.length}. Make one with: openssl rand -base64 32`,
    );
  }
  return { id: keyIdFor(key), key };
}

/**
 * Reads `BUILDRUNNER_ENCRYPTION_KEY`, which may hold several keys separated by commas or line breaks: the first
 * seals, all open. Putting a new key in front is how a key is rotated. Throws `KeyError`.
 */
export function parseKeys(list: string): VaultKey[] {
  const keys = list.split(/[,\n]/).filter((text) => text.trim() !== '');
  if (keys.length === 0) throw new KeyError('There is no encryption key here, only blanks.');
  return keys.map(parseKey);
}
