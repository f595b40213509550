import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { linear } from '../../../src/integrations/linear/index.ts';

const SECRET = 'whsec-one';
const NOW = new Date('2026-11-24T10:30:00Z');
const BODY: Buffer = Buffer.from('{"action":"create","type":"Issue","data":{"id":"1"}}');

function sign(body: Buffer, secret = SECRET, algorithm = 'sha256'): string {
  return createHmac(algorithm, secret).update(body).digest('hex');
}

function verify(signature: string | undefined, secrets = [SECRET], body = BODY) {
  return linear.webhook.verify({ headers: { 'linear-signature': signature }, body }, secrets, NOW);
}

describe('what is accepted', () => {
  test('the HMAC-SHA-256 of the raw body', () => {
    expect(verify(sign(BODY))).toEqual({ ok: true, secretIndex: 0 });
  });

  test.each(['-7', '+7'])(
    'whatever its age: retries come hours later, signed as they were (%s hours)',
    (hours) => {
      const body = Buffer.from(
        JSON.stringify({ webhookTimestamp: NOW.getTime() + Number(hours) * 3_600_000 }),
      );
      expect(verify(sign(body), [SECRET], body)).toEqual({ ok: true, secretIndex: 0 });
    },
  );

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
  test.each<[what: string, signature: string | undefined, body?: Buffer]>([
    ['no header', undefined],
    ['an empty header', ''],
    ["GitHub's prefix", `sha256=${sign(BODY)}`],
    ['text that is no hex', 'z'.repeat(64)],
    ['an odd length', sign(BODY).slice(0, -1)],
    ['one digit too many', `${sign(BODY)}0`],
    ['the header twice, as Node joins it', `${sign(BODY)}, ${sign(BODY)}`],
    ['a blank in front', ` ${sign(BODY)}`],
    ['a line end behind', `${sign(BODY)}\n`],
    ['SHA-1', sign(BODY, SECRET, 'sha1')],
    ['SHA-512', sign(BODY, SECRET, 'sha512')],
    ['another secret', sign(BODY, 'other')],
    ['a body with a blank behind it', sign(BODY), Buffer.concat([BODY, Buffer.from(' ')])],
    [
      'a body with its keys in another order',
      sign(BODY),
      Buffer.from('{"type":"Issue","action":"create","data":{"id":"1"}}'),
    ],
  ])('%s', (_what, signature, body) => {
    const verification = verify(signature, [SECRET], body);
    expect(verification).toMatchObject({ ok: false, reason: expect.stringContaining('Linear-Signature') });
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
