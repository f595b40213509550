/** A sealed secret as one printable string: `v1.<key id>.<nonce>.<ciphertext>.<tag>`, the last three in base64url. */
export type Sealed = string;

/** The only version there is. It is part of the associated data, so a later version cannot be passed off as this. */
export const SEALED_VERSION = 'v1';

/** 96 bits, the nonce length AES-GCM is defined for. */
export const NONCE_BYTES = 12;

/** The full tag: Node would accept a shorter one, which is easier to forge. */
export const TAG_BYTES = 16;

export interface SealedParts {
  keyId: string;
  nonce: Buffer;
  ciphertext: Buffer;
  tag: Buffer;
}

const SHAPE = /^v1\.([A-Za-z0-9_-]{1,64})\.([A-Za-z0-9_-]+)\.([A-Za-z0-9_-]*)\.([A-Za-z0-9_-]+)$/;

/** Whether a key id can stand in a sealed text. */
export function isKeyId(id: string): boolean {
  return /^[A-Za-z0-9_-]{1,64}$/.test(id);
}

export function formatSealed(parts: SealedParts): Sealed {
  const encoded = [parts.nonce, parts.ciphertext, parts.tag].map((bytes) => bytes.toString('base64url'));
  return [SEALED_VERSION, parts.keyId, ...encoded].join('.');
}

/** Takes a sealed text apart, or gives undefined for anything that `formatSealed` would not have written. */
export function parseSealed(sealed: string): SealedParts | undefined {
  const match = SHAPE.exec(sealed);
  if (!match) return undefined;
  const [, keyId = '', nonceText = '', ciphertextText = '', tagText = ''] = match;
  const nonce = decodeExactly(nonceText);
  const ciphertext = decodeExactly(ciphertextText);
  const tag = decodeExactly(tagText);
  if (!ciphertext || nonce?.length !== NONCE_BYTES || tag?.length !== TAG_BYTES) return undefined;
  return { keyId, nonce, ciphertext, tag };
}

/** Node ignores stray bits at the end of base64url; two spellings of one secret must not both open. */
function decodeExactly(text: string): Buffer | undefined {
  const bytes = Buffer.from(text, 'base64url');
  return bytes.toString('base64url') === text ? bytes : undefined;
}
