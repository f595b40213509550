import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  constantTimeEqual,
  hmacHex,
  matchingSecret,
  verifyHmacHeader,
} from '../../src/security/signatures.ts';

const body = Buffer.from('{"a":1,"b":"ü"}');
const secrets = ['old-secret', 'new-secret'];

describe('constantTimeEqual', () => {
  test('promise 2: agrees with ===, whatever the lengths', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (a, b) => {
        expect(constantTimeEqual(a, b)).toBe(a === b);
        expect(constantTimeEqual(a, Buffer.from(a))).toBe(true);
      }),
    );
  });
});

describe('matchingSecret', () => {
  test('tells which of the live secrets signed, by whichever algorithm is allowed', () => {
    for (const [index, secret] of secrets.entries()) {
      expect(matchingSecret(secrets, hmacHex('sha256', secret, body), body, ['sha256'])).toBe(index);
      expect(matchingSecret(secrets, hmacHex('sha1', secret, body), body, ['sha1', 'sha256'])).toBe(index);
      expect(matchingSecret(secrets, hmacHex('sha1', secret, body), body, ['sha256'])).toBe(-1);
    }
  });

  test('promise 18: a removed secret signs no more', () => {
    const signature = hmacHex('sha256', 'old-secret', body);
    expect(matchingSecret(['new-secret'], signature, body, ['sha256'])).toBe(-1);
    expect(matchingSecret([], signature, body, ['sha256'])).toBe(-1);
  });

  test('promise 3: an empty secret signs nothing, though anybody could compute its signature', () => {
    expect(matchingSecret([''], hmacHex('sha256', '', body), body, ['sha256'])).toBe(-1);
  });

  test('nothing that is presented matches or throws, but the signature', () => {
    const right = hmacHex('sha256', 'new-secret', body);
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom(...'0123456789abcdef') })),
        (presented) => {
          expect(matchingSecret(secrets, presented, body, ['sha256'])).toBe(presented === right ? 1 : -1);
        },
      ),
    );
  });
});

describe('verifyHmacHeader', () => {
  const verify = (value: string | undefined, options: { body?: Buffer; secrets?: string[] } = {}) =>
    verifyHmacHeader({
      header: 'X-Hub-Signature-256',
      value,
      prefix: 'sha256=',
      algorithms: ['sha256'],
      secrets: options.secrets ?? secrets,
      body: options.body ?? body,
    });
  const hex = hmacHex('sha256', 'new-secret', body);
  const right = `sha256=${hex}`;

  test('the vendor’s own signature', () => {
    expect(verify(right)).toEqual({ ok: true, secretIndex: 1 });
  });

  test.each([
    ['absent', undefined, 'is missing'],
    ['empty', '', 'is missing'],
    ['without its prefix', hex, 'must begin with "sha256="'],
    ['of another algorithm', `sha1=${hmacHex('sha1', 'new-secret', body)}`, 'must begin with'],
    ['the prefix alone', 'sha256=', 'does not match'],
    ['of odd length', right.slice(0, -1), 'does not match'],
    ['too long', `${right}00`, 'does not match'],
    ['not hex', `sha256=${'z'.repeat(64)}`, 'does not match'],
    ['not ASCII', `sha256=${'ü'.repeat(64)}`, 'does not match'],
    ['in capitals', `sha256=${hex.toUpperCase()}`, 'does not match'],
    ['with a blank behind', `${right} `, 'does not match'],
    ['sent twice', `${right}, ${right}`, 'does not match'],
    ['sent twice, a wrong one first', `sha256=${'0'.repeat(64)}, ${right}`, 'does not match'],
    ['by a wrong secret', `sha256=${hmacHex('sha256', 'guess', body)}`, 'does not match'],
  ])('a header that is %s is refused', (_what, value, problem) => {
    const verdict = verify(value);
    expect(verdict).toMatchObject({ ok: false, reason: expect.stringContaining(problem) });
    expect(JSON.stringify(verdict)).not.toMatch(/old-secret|new-secret/);
  });

  test.each([
    ['reordered keys', '{"b":"ü","a":1}'],
    ['a trailing blank', '{"a":1,"b":"ü"} '],
    ['escaped characters', '{"a":1,"b":"\\u00fc"}'],
    ['nothing', ''],
  ])('the same data as other bytes is refused: %s', (_what, text) => {
    expect(verify(right, { body: Buffer.from(text) }).ok).toBe(false);
  });

  test('bytes that are no text are verified as they are', () => {
    const bytes = Buffer.from([0xff, 0xfe, 0x00, 0x80]);
    expect(verify(`sha256=${hmacHex('sha256', 'new-secret', bytes)}`, { body: bytes }).ok).toBe(true);
    expect(verify(`sha256=${hmacHex('sha256', 'new-secret', bytes.toString())}`, { body: bytes }).ok).toBe(
      false,
    );
  });

  test.each([[[]], [['']]])('with the secrets %j it is closed', (none) => {
    expect(verify(`sha256=${hmacHex('sha256', '', body)}`, { secrets: none })).toEqual({
      ok: false,
      reason: 'No webhook secret is configured.',
    });
  });
});

interface Vector {
  vendor: string;
  secret: string;
  timestamp?: string;
  body: string;
  header: string;
}

const vectorsFile = join(process.env.CONTRACTS_DIR ?? '../shared/contracts', 'signatures/vectors.json');

describe.skipIf(!existsSync(vectorsFile))('the vendors’ published vectors (needs CONTRACTS_DIR)', () => {
  const vectors: Vector[] = existsSync(vectorsFile) ? JSON.parse(readFileSync(vectorsFile, 'utf8')) : [];

  test.each(vectors)('$vendor', ({ secret, timestamp, body: text, header }) => {
    const [prefix = '', hex = ''] = header.split('=');
    const signed = prefix === 'v0' ? `v0:${timestamp}:${text}` : text;
    expect(matchingSecret([secret], hex, signed, ['sha256'])).toBe(0);
    expect(matchingSecret([secret], hex, `${signed} `, ['sha256'])).toBe(-1);
  });
});
