import { describe, expect, test } from 'vitest';
import { KeyError, keyIdFor, parseKey, parseKeys } from '../../src/security/vault-key.ts';

const one = Buffer.alloc(32, 0xfb);
const two = Buffer.alloc(32, 2);

describe('parseKey', () => {
  test.each([
    ['as openssl prints it', `${one.toString('base64')}\n`],
    ['without padding', one.toString('base64').replace('=', '')],
  ])('reads 32 bytes %s', (_how, text) => {
    expect(parseKey(text)).toEqual({ id: keyIdFor(one), key: one });
  });

  test.each([
    ['too short', Buffer.alloc(16, 1).toString('base64'), '32 bytes; this one is 16'],
    ['too long', Buffer.alloc(33, 1).toString('base64'), '32 bytes; this one is 33'],
    ['hex', one.toString('hex'), '32 bytes; this one is 48'],
    ['base64url', one.toString('base64url'), 'must be base64 text'],
    ['a password', 'correct horse battery staple!', 'must be base64 text'],
    ['empty', '', 'must be base64 text'],
  ])('refuses what is %s, with the mend and without the text', (_what, text, reason) => {
    const parse = () => parseKey(text);
    expect(parse).toThrow(KeyError);
    expect(parse).toThrow(reason);
    expect(parse).toThrow('openssl rand -base64 32');
    if (text !== '') expect(parse).not.toThrow(text);
  });
});

describe('parseKeys', () => {
  test('several, the first of which seals', () => {
    const ids = [keyIdFor(one), keyIdFor(two)];
    expect(parseKeys(`${one.toString('base64')}, ${two.toString('base64')}`).map(({ id }) => id)).toEqual(
      ids,
    );
    expect(parseKeys(`${one.toString('base64')}\r\n${two.toString('base64')}\n`).map(({ id }) => id)).toEqual(
      ids,
    );
  });

  test('blanks alone are no key', () => {
    expect(() => parseKeys(' ,\n')).toThrow(KeyError);
  });
});

test('a key id is eight hex digits, the same for the same key, and not a plain hash of it', () => {
  expect(keyIdFor(one)).toMatch(/^[0-9a-f]{8}$/);
  expect(keyIdFor(one)).toBe(keyIdFor(Buffer.from(one)));
  expect(keyIdFor(one)).not.toBe(keyIdFor(two));
});
