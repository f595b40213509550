import { createCipheriv, createDecipheriv, randomBytes as systemRandomBytes } from 'node:crypto';
import {
  formatSealed,
  isKeyId,
  NONCE_BYTES,
  parseSealed,
  SEALED_VERSION,
  type Sealed,
  type SealedParts,
  TAG_BYTES,
} from './sealed-text.ts';
import { KEY_BYTES, type VaultKey } from './vault-key.ts';

const CIPHER = 'aes-256-gcm';

/** What a secret belongs to. A sealed secret opens only in the very place it was sealed for. */
export interface SealContext {
  workspaceId: string;
  projectId: string;
  provider: string;
  /** The field's name in the provider's manifest: `api_token`. */
  field: string;
}

export type VaultErrorCode =
  /** Sealed with a key that is not among those given. */
  | 'unknown_key'
  /** Changed since it was sealed, or sealed for another place. */
  | 'tampered'
  /** Not a sealed secret at all. */
  | 'malformed';

const MESSAGES: Record<VaultErrorCode, string> = {
  unknown_key: 'This secret was sealed with a key that is not configured.',
  tampered: 'This secret was changed after it was sealed, or was sealed for another record.',
  malformed: 'This is not a sealed secret.',
};

/** Carries neither plaintext nor ciphertext; `keyId` where one could be read. */
export class VaultError extends Error {
  override readonly name = 'VaultError';
  readonly code: VaultErrorCode;
  readonly keyId: string | undefined;

  constructor(code: VaultErrorCode, keyId?: string) {
    super(keyId === undefined ? MESSAGES[code] : `${MESSAGES[code]} Key id: ${keyId}.`);
    this.code = code;
    this.keyId = keyId;
  }
}

export interface Vault {
  /** The id of the key that seals: a secret whose `keyIdOf` differs is due for `reseal`. */
  readonly currentKeyId: string;
  /** Seals with a fresh nonce: the same secret twice gives two texts. */
  seal(plaintext: string, context: SealContext): Sealed;
  /** Throws `VaultError`. */
  open(sealed: Sealed, context: SealContext): string;
  /** Opens with whichever key sealed it and seals with the current one. Throws `VaultError`. */
  reseal(sealed: Sealed, context: SealContext): Sealed;
  /** Throws `VaultError` with code `malformed`. */
  keyIdOf(sealed: Sealed): string;
  /**
   * From now on seals with the first of these keys and opens with all of them. Throws `TypeError` where they cannot
   * work, and then goes on with those it had.
   */
  setKeys(keys: readonly VaultKey[]): void;
}

/**
 * Credentials at rest: AES-256-GCM under a named key, bound to the record they belong to. The first key seals, every
 * key opens, so a key is rotated by putting a new one in front and resealing at leisure.
 *
 * Throws `TypeError` where the keys cannot work: none, of the wrong length, or two of one id.
 */
export function createVault(options: {
  keys: readonly VaultKey[];
  randomBytes?: (size: number) => Buffer;
}): Vault {
  const { randomBytes = systemRandomBytes } = options;
  let ring = keyRing(options.keys);

  const seal = (plaintext: string, context: SealContext): Sealed => {
    const { id, key } = ring.sealing;
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES });
    cipher.setAAD(associatedData(id, context));
    const ciphertext = Buffer.concat([cipher.update(plaintext, 'utf8'), cipher.final()]);
    return formatSealed({ keyId: id, nonce, ciphertext, tag: cipher.getAuthTag() });
  };

  const open = (sealed: Sealed, context: SealContext): string => {
    const { keyId, nonce, ciphertext, tag } = partsOf(sealed);
    const key = ring.keys.get(keyId);
    if (!key) throw new VaultError('unknown_key', keyId);
    const decipher = createDecipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES });
    decipher.setAAD(associatedData(keyId, context));
    decipher.setAuthTag(tag);
    const plaintext = decipher.update(ciphertext);
    try {
      return Buffer.concat([plaintext, decipher.final()]).toString('utf8');
    } catch {
      throw new VaultError('tampered', keyId);
    }
  };

  return {
    get currentKeyId() {
      return ring.sealing.id;
    },
    seal,
    open,
    reseal: (sealed, context) => seal(open(sealed, context), context),
    keyIdOf: (sealed) => partsOf(sealed).keyId,
    setKeys(keys) {
      ring = keyRing(keys);
    },
  };
}

interface KeyRing {
  sealing: VaultKey;
  keys: ReadonlyMap<string, Buffer>;
}

function keyRing(given: readonly VaultKey[]): KeyRing {
  const [sealing] = given;
  if (!sealing) throw new TypeError('A vault needs at least one key.');
  const keys = new Map<string, Buffer>();
  for (const { id, key } of given) {
    if (!isKeyId(id)) throw new TypeError('A key id is 1 to 64 letters, digits, "-" or "_".');
    if (key.length !== KEY_BYTES) throw new TypeError(`Key ${id} must be ${KEY_BYTES} bytes.`);
    if (keys.has(id)) throw new TypeError(`Two keys have the id ${id}.`);
    keys.set(id, key);
  }
  return { sealing, keys };
}

function partsOf(sealed: Sealed): SealedParts {
  const parts = parseSealed(sealed);
  if (!parts) throw new VaultError('malformed');
  return parts;
}

/** A JSON array, so that no two records give the same bytes: `["a","bc"]` is not `["ab","c"]`. */
function associatedData(keyId: string, context: SealContext): Buffer {
  const { workspaceId, projectId, provider, field } = context;
  return Buffer.from(
    JSON.stringify(['buildrunner', SEALED_VERSION, keyId, workspaceId, projectId, provider, field]),
  );
}
