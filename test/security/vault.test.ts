import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createVault, type SealContext, VaultError } from '../../src/security/vault.ts';
import { keyIdFor, type VaultKey } from '../../src/security/vault-key.ts';

function keyOf(byte: number): VaultKey {
  const key = Buffer.alloc(32, byte);
  return { id: keyIdFor(key), key };
}

const oldKey = keyOf(1);
const newKey = keyOf(2);
const vault = createVault({ keys: [oldKey] });
const context: SealContext = { workspaceId: 'T1', projectId: 'p1', provider: 'jira', field: 'api_token' };
const secret = 'canary-8a1f-token';

function failureOf(work: () => unknown): VaultError {
  try {
    work();
  } catch (error) {
    if (error instanceof VaultError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

describe('promise 15: sealing', () => {
  test('the sealed text is printable, names its key and does not contain the secret', () => {
    const sealed = vault.seal(secret, context);
    expect(sealed).toMatch(new RegExp(`^v1\\.${oldKey.id}\\.[\\w-]{16}\\.[\\w-]+\\.[\\w-]{22}$`));
    expect(sealed).not.toContain(secret);
    expect(vault.keyIdOf(sealed)).toBe(oldKey.id);
    expect(vault.open(sealed, context)).toBe(secret);
  });

  test('every sealing takes a nonce of its own', () => {
    const sealed = Array.from({ length: 200 }, () => vault.seal(secret, context));
    expect(new Set(sealed.map((text) => text.split('.')[2])).size).toBe(200);
  });

  test('the nonce is what the given source of randomness says, 12 bytes of it', () => {
    const asked: number[] = [];
    const fixed = createVault({
      keys: [oldKey],
      randomBytes: (size) => {
        asked.push(size);
        return Buffer.alloc(size, 7);
      },
    });
    expect(fixed.seal(secret, context)).toBe(fixed.seal(secret, context));
    expect(asked).toEqual([12, 12]);
  });

  test('whatever is sealed comes out again', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.tuple(fc.string(), fc.string(), fc.string(), fc.string()),
        (text, names) => {
          const [workspaceId, projectId, provider, field] = names;
          const place = { workspaceId, projectId, provider, field };
          expect(vault.open(vault.seal(text, place), place)).toBe(text);
        },
      ),
    );
  });
});

describe('a sealed secret that was moved or changed does not open', () => {
  test.each([
    ['workspace', { workspaceId: 'T2' }],
    ['project', { projectId: 'p2' }],
    ['provider', { provider: 'linear' }],
    ['field', { field: 'email' }],
    ['boundary between two names', { workspaceId: 'T1p', projectId: '1' }],
  ])('moved to another %s', (_what, change) => {
    const sealed = vault.seal(secret, context);
    expect(failureOf(() => vault.open(sealed, { ...context, ...change })).code).toBe('tampered');
  });

  test('contexts that differ never open each other’s secrets', () => {
    const place = fc.record({
      workspaceId: fc.string(),
      projectId: fc.string(),
      provider: fc.string(),
      field: fc.string(),
    });
    fc.assert(
      fc.property(place, place, (one, other) => {
        fc.pre(JSON.stringify(one) !== JSON.stringify(other));
        const sealed = vault.seal(secret, one);
        expect(failureOf(() => vault.open(sealed, other)).code).toBe('tampered');
      }),
    );
  });

  test('any changed character', () => {
    const sealed = vault.seal(secret, context);
    fc.assert(
      fc.property(
        fc.nat({ max: sealed.length - 1 }),
        fc.constantFrom(...'abcXYZ019-_.=+/ '),
        (at, character) => {
          const changed = sealed.slice(0, at) + character + sealed.slice(at + 1);
          fc.pre(changed !== sealed);
          expect(['tampered', 'unknown_key', 'malformed']).toContain(
            failureOf(() => vault.open(changed, context)).code,
          );
        },
      ),
    );
  });

  test('ciphertext, nonce or tag of another sealing', () => {
    const one = vault.seal(secret, context).split('.');
    const other = vault.seal('another-secret-17', context).split('.');
    for (const part of [2, 3, 4]) {
      const mixed = one.with(part, other[part] ?? '').join('.');
      expect(failureOf(() => vault.open(mixed, context)).code).toBe('tampered');
    }
  });

  test('a tag cut short, which would be easier to guess', () => {
    const parts = vault.seal(secret, context).split('.');
    const short = Buffer.from(parts[4] ?? '', 'base64url')
      .subarray(0, 4)
      .toString('base64url');
    expect(failureOf(() => vault.open(parts.with(4, short).join('.'), context)).code).toBe('malformed');
  });

  test.each(['', 'v1', 'v1....', 'v2.a.b.c.d', secret, `v1.${oldKey.id}.AAAA.AAAA.AAAA`])(
    '%j is malformed',
    (text) => {
      const error = failureOf(() => vault.open(text, context));
      expect(error.code).toBe('malformed');
      expect(failureOf(() => vault.keyIdOf(text)).code).toBe('malformed');
      expect(error.message).not.toContain(secret);
    },
  );
});

describe('keys', () => {
  test('rotation: the new key in front seals, the old one still opens, reseal moves over, the old one may go', () => {
    const before = vault.seal(secret, context);
    const both = createVault({ keys: [newKey, oldKey] });
    expect(both.currentKeyId).toBe(newKey.id);
    expect(both.open(before, context)).toBe(secret);

    const after = both.reseal(before, context);
    expect(both.keyIdOf(after)).toBe(newKey.id);
    expect(createVault({ keys: [newKey] }).open(after, context)).toBe(secret);
    expect(failureOf(() => vault.open(after, context))).toMatchObject({
      code: 'unknown_key',
      keyId: newKey.id,
    });
  });

  test('a wrong key under the right id opens nothing', () => {
    const impostor = createVault({ keys: [{ id: oldKey.id, key: newKey.key }] });
    const error = failureOf(() => impostor.open(vault.seal(secret, context), context));
    expect(error.code).toBe('tampered');
    expect(`${error.message} ${error.stack}`).not.toContain(secret);
  });

  test('a secret cannot be passed off as sealed with another key', () => {
    const both = createVault({ keys: [newKey, oldKey] });
    const renamed = vault.seal(secret, context).replace(oldKey.id, newKey.id);
    expect(failureOf(() => both.open(renamed, context)).code).toBe('tampered');
  });

  test('reseal checks the place like open does', () => {
    const sealed = vault.seal(secret, context);
    expect(failureOf(() => vault.reseal(sealed, { ...context, field: 'email' })).code).toBe('tampered');
  });

  test.each([
    ['none', []],
    ['one too short', [{ id: 'a', key: Buffer.alloc(16) }]],
    ['two of one id', [oldKey, { id: oldKey.id, key: newKey.key }]],
    ['an id with a dot', [{ id: 'a.b', key: oldKey.key }]],
  ])('a vault with %s cannot be made', (_what, keys) => {
    expect(() => createVault({ keys })).toThrow(TypeError);
  });
});

describe('another key while the vault is open', () => {
  test('seals from then on, and what the older one sealed still opens', () => {
    const open = createVault({ keys: [oldKey] });
    const sealed = open.seal(secret, context);
    open.setKeys([newKey, oldKey]);
    expect(open.currentKeyId).toBe(newKey.id);
    expect(open.open(sealed, context)).toBe(secret);
    const resealed = open.reseal(sealed, context);
    expect(open.keyIdOf(resealed)).toBe(newKey.id);
    open.setKeys([newKey]);
    expect(open.open(resealed, context)).toBe(secret);
    expect(failureOf(() => open.open(sealed, context)).code).toBe('unknown_key');
  });

  test.each([
    ['none', []],
    ['one twice', [newKey, newKey]],
    ['one cut short', [{ id: 'short', key: Buffer.alloc(31) }]],
  ])('that cannot work (%s) changes nothing', (_what, keys) => {
    const open = createVault({ keys: [oldKey] });
    expect(() => open.setKeys(keys)).toThrow(TypeError);
    expect(open.currentKeyId).toBe(oldKey.id);
  });
});
