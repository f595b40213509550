import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { vercel } from '../../../src/integrations/vercel/index.ts';

const SECRET = 'whsec-one';
const NOW = new Date('2026-11-24T10:30:00Z');
const BODY: Buffer = Buffer.from('{"id":"evt_1","type":"deployment.ready","payload":{"a":1,"b":2}}');

function sign(body: Buffer, secret = SECRET, algorithm = 'sha1'): string {
  return createHmac(algorithm, secret).update(body).digest('hex');
}

function verify(signature: string | undefined, secrets = [SECRET], body = BODY) {
  return vercel.webhook.verify({ headers: { 'x-vercel-signature': signature }, body }, secrets, NOW);
}

describe('what is accepted', () => {
  test.each([
    ["SHA-1, Vercel's own", sign(BODY)],
    ['SHA-256, which the guide promises', sign(BODY, SECRET, 'sha256')],
  ])('%s', (_what, signature) => {
    expect(verify(signature)).toEqual({ ok: true, secretIndex: 0 });
  });

  test('an independently known signature', () => {
    // RFC 2202, test case 2: HMAC-SHA1 with the key "Jefe".
    const body = Buffer.from('what do ya want for nothing?');
    expect(verify('effcdf6ae5eb2fa2d27416d5f184df9c259a7c79', ['Jefe'], body)).toEqual({
      ok: true,
      secretIndex: 0,
    });
  });

  test('either secret while one is being rotated; a removed one no longer', () => {
    expect(verify(sign(BODY, 'old'), ['new', 'old'])).toEqual({ ok: true, secretIndex: 1 });
    expect(verify(sign(BODY, 'new'), ['new', 'old'])).toEqual({ ok: true, secretIndex: 0 });
    expect(verify(sign(BODY, 'old'), ['new'])).toMatchObject({ ok: false });
  });

  test('bytes that are no text', () => {
    const body = Buffer.from([0xff, 0xfe, 0x00, 0x80]);
    expect(verify(sign(body), [SECRET], body)).toMatchObject({ ok: true });
  });
});

describe('what is refused', () => {
  test.each<[what: string, signature: string | undefined, secrets?: string[], body?: Buffer]>([
    ['no header', undefined],
    ['an empty header', ''],
    ['text that is no hex', 'z'.repeat(40)],
    ['an odd length', sign(BODY).slice(1)],
    ['a signature cut short', sign(BODY).slice(0, 20)],
    ['one digit too many', `${sign(BODY)}0`],
    ['the header twice, as Node joins it', `${sign(BODY)}, ${sign(BODY)}`],
    ['the signature twice', sign(BODY) + sign(BODY)],
    ['a blank in front', ` ${sign(BODY)}`],
    ['a line end behind', `${sign(BODY)}\n`],
    ['an algorithm in front', `sha1=${sign(BODY)}`],
    ['MD5', sign(BODY, SECRET, 'md5')],
    ['SHA-512', sign(BODY, SECRET, 'sha512')],
    ['another secret', sign(BODY, 'other')],
    ['a body with a blank behind it', sign(BODY), [SECRET], Buffer.concat([BODY, Buffer.from(' ')])],
    [
      'a body with its keys in another order',
      sign(BODY),
      [SECRET],
      Buffer.from('{"type":"deployment.ready","id":"evt_1","payload":{"a":1,"b":2}}'),
    ],
  ])('%s', (_what, signature, secrets, body) => {
    const verification = verify(signature, secrets, body);
    expect(verification).toMatchObject({ ok: false, reason: expect.stringContaining('x-vercel-signature') });
    expect(JSON.stringify(verification)).not.toContain(SECRET);
  });

  test.each([[[]], [['']]])('everything, where no secret is configured: %j', (secrets) => {
    expect(verify(sign(BODY, ''), secrets)).toEqual({
      ok: false,
      reason: 'No webhook secret is configured.',
    });
  });

  test('whatever is sent: never a throw, never a yes', () => {
    fc.assert(
      fc.property(fc.string(), fc.uint8Array(), (signature, bytes) => {
        expect(verify(signature, [SECRET], Buffer.from(bytes)).ok).toBe(false);
      }),
    );
  });
});
