import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createRedactor } from '../../src/security/redact.ts';
import { isSecretName } from '../../src/security/redact-value.ts';
import { MASK } from '../../src/security/secret-patterns.ts';

const canary = 'canary-5f2c-value';
const redactor = createRedactor();
redactor.remember(canary);
const { redactObject } = redactor;

describe('redactObject', () => {
  test('masks text at any depth, in names too, and keeps the shape', () => {
    expect(
      redactObject({
        a: [`x ${canary} y`, { b: canary }],
        [canary]: 1,
        n: 5,
        t: true,
        z: null,
        u: undefined,
      }),
    ).toEqual({ a: [`x ${MASK} y`, { b: MASK }], [MASK]: 1, n: 5, t: true, z: null });
  });

  test('masks fields whole that are named like a secret, but for yes, no and nothing', () => {
    const value = {
      headers: { Authorization: 'x', 'set-cookie': ['a', 'b'], 'x-api-key': 'y', accept: 'json' },
      api_token: { nested: 'x' },
      password: 1234,
      hasSecret: true,
      secret: null,
      secretIndex: 1,
    };
    expect(redactObject(value)).toEqual({
      headers: { Authorization: MASK, 'set-cookie': MASK, 'x-api-key': MASK, accept: 'json' },
      api_token: MASK,
      password: MASK,
      hasSecret: true,
      secret: null,
      secretIndex: 1,
    });
  });

  test('keeps an error’s name, message, stack, cause and fields, redacted', () => {
    const error = Object.assign(new TypeError(`no ${canary}`, { cause: new Error(`deep ${canary}`) }), {
      code: 'E_AUTH',
      config: { headers: { authorization: 'x' } },
    });
    expect(redactObject(error)).toMatchObject({
      name: 'TypeError',
      message: `no ${MASK}`,
      stack: expect.stringContaining(`TypeError: no ${MASK}`),
      cause: { name: 'Error', message: `deep ${MASK}` },
      code: 'E_AUTH',
      config: { headers: { authorization: MASK } },
    });
    expect(JSON.stringify(redactObject(error))).not.toContain(canary);
  });

  test('reads what is not plain data', () => {
    expect(
      redactObject({
        map: new Map([['token', canary]]),
        set: new Set([canary]),
        headers: new Headers({ cookie: 'x', accept: canary }),
        url: new URL(`https://me:pw@example.com/?token=abc&v=${canary}`),
        date: new Date(0),
        never: new Date(Number.NaN),
        bytes: Buffer.from(canary),
        big: 12n,
        run: () => canary,
      }),
    ).toEqual({
      map: { token: MASK },
      set: [MASK],
      headers: { accept: MASK, cookie: MASK },
      url: `https://${MASK}@example.com/?token=${MASK}&v=${MASK}`,
      date: '1970-01-01T00:00:00.000Z',
      never: null,
      bytes: `[${canary.length} bytes]`,
      big: '12',
      run: '[function]',
    });
  });

  test('a secret of digits is masked as a number too', () => {
    const digits = createRedactor();
    digits.remember('73519246');
    expect(digits.redactObject({ pin: 73519246, count: 7 })).toEqual({ pin: MASK, count: 7 });
  });

  test('cuts cycles, depth and length, and survives a getter that throws', () => {
    const cyclic: Record<string, unknown> = { name: 'a' };
    cyclic.self = cyclic;
    expect(redactObject(cyclic)).toEqual({ name: 'a', self: '[circular]' });

    let deep: unknown = canary;
    for (let level = 0; level < 50; level += 1) deep = { deep };
    expect(JSON.stringify(redactObject(deep))).toContain('[deeper]');

    const long = redactObject(Array.from({ length: 1_000 }, () => 1)) as unknown[];
    expect(long.slice(-2)).toEqual([1, '[800 more]']);
    const wide = redactObject(Object.fromEntries(Array.from({ length: 1_000 }, (_, n) => [`f${n}`, n])));
    expect(wide).toMatchObject({ f199: 199, '[more]': 800 });
    expect(wide).not.toHaveProperty('f200');

    const trap = {
      get value() {
        throw new Error(canary);
      },
    };
    expect(redactObject(trap)).toEqual({ value: '[unreadable]' });
  });

  test('nothing that JSON can hold lets a remembered secret through, and twice changes nothing', () => {
    const leaf = fc.oneof(
      fc.string(),
      fc.constant(canary),
      fc.string().map((text) => text + canary),
    );
    const tree = fc.letrec((tie) => ({
      node: fc.oneof(
        { maxDepth: 4 },
        leaf,
        fc.array(tie('node')),
        fc.dictionary(fc.oneof(fc.string(), fc.constant(`k${canary}`)), tie('node')),
      ),
    })).node;
    fc.assert(
      fc.property(tree, (value) => {
        const once = redactObject(value);
        expect(JSON.stringify(once)).not.toContain(canary);
        expect(redactObject(once)).toEqual(once);
      }),
    );
  });
});

test.each([
  ['authorization', true],
  ['X-Api-Key', true],
  ['apiToken', true],
  ['client_secret', true],
  ['passwords', true],
  ['set-cookie', true],
  ['webhookSignature', true],
  ['secretIndex', false],
  ['tokenId', false],
  ['author', false],
  ['key', false],
])('isSecretName(%j) is %s', (name, secret) => {
  expect(isSecretName(name)).toBe(secret);
});
