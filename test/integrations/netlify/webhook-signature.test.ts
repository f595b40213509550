import { createHash, createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { netlify } from '../../../src/integrations/netlify/index.ts';

const SECRET = 'netlify-jws-secret';
const NOW = new Date('2026-11-24T10:30:00Z');
const BODY: Buffer = Buffer.from('{"id":"5b78","state":"ready","context":"branch-deploy"}');

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const sha256 = (body: Buffer) => createHash('sha256').update(body).digest('hex');

/** Signs as Netlify does; `claims` and `header` stand in for its own. */
function sign(
  body: Buffer,
  { secret = SECRET, claims = {}, header = {}, hash = 'sha256' }: Record<string, unknown> = {},
): string {
  const signed = [
    { alg: 'HS256', typ: 'JWT', ...(header as object) },
    { iss: 'netlify', sha256: sha256(body), ...(claims as object) },
  ]
    .map(encode)
    .join('.');
  return `${signed}.${createHmac(String(hash), String(secret)).update(signed).digest('base64url')}`;
}

function verify(token: string | undefined, secrets = [SECRET], body = BODY) {
  return netlify.webhook.verify({ headers: { 'x-webhook-signature': token }, body }, secrets, NOW);
}

describe('what is accepted', () => {
  test("Netlify's own", () => {
    expect(verify(sign(BODY))).toEqual({ ok: true, secretIndex: 0 });
  });

  test('a JWS that was signed elsewhere', () => {
    // Made with `openssl dgst -sha256 -hmac key -binary` over header.payload, for the body {}.
    const token = [
      'eyJhbGciOiJIUzI1NiJ9',
      'eyJpc3MiOiJuZXRsaWZ5Iiwic2hhMjU2IjoiNDQxMzZmYTM1NWIzNjc4YTExNDZhZDE2ZjdlODY0OWU5NGZiNGZjMjFmZTc3ZTgzMTBjMDYwZjYxY2FhZmY4YSJ9',
      'Z1gdacZJfS86xzuMe1y-tPCzMxC6snqWhPUqXvf-RNs',
    ].join('.');
    expect(verify(token, ['key'], Buffer.from('{}'))).toEqual({ ok: true, secretIndex: 0 });
  });

  test('either secret while one is being rotated; a removed one no longer', () => {
    expect(verify(sign(BODY, { secret: 'old' }), ['new', 'old'])).toEqual({ ok: true, secretIndex: 1 });
    expect(verify(sign(BODY, { secret: 'new' }), ['new', 'old'])).toEqual({ ok: true, secretIndex: 0 });
    expect(verify(sign(BODY, { secret: 'old' }), ['new'])).toMatchObject({ ok: false });
  });

  test('bytes that are no text', () => {
    const body = Buffer.from([0xff, 0xfe, 0x00, 0x80]);
    expect(verify(sign(body), [SECRET], body)).toMatchObject({ ok: true });
  });
});

describe('what is refused', () => {
  const [head, payload, signature] = sign(BODY).split('.');

  test.each<[what: string, token: string | undefined, body?: Buffer]>([
    ['no header', undefined],
    ['an empty header', ''],
    ['text that is no JWS', 'z'.repeat(64)],
    ['a plain HMAC of the body', createHmac('sha256', SECRET).update(BODY).digest('hex')],
    ['a signature cut short', sign(BODY).slice(0, -1)],
    ['one sign too many', `${sign(BODY)}A`],
    ['no signature', `${head}.${payload}.`],
    ['the header twice, as Node joins it', `${sign(BODY)}, ${sign(BODY)}`],
    ['a blank in front', ` ${sign(BODY)}`],
    ['a line end behind', `${sign(BODY)}\n`],
    ['alg none', `${encode({ alg: 'none' })}.${payload}.`],
    ['alg none with a signature', `${encode({ alg: 'none' })}.${payload}.${signature}`],
    ['HS512', sign(BODY, { header: { alg: 'HS512' }, hash: 'sha512' })],
    ['RS256', sign(BODY, { header: { alg: 'RS256' } })],
    ['another issuer', sign(BODY, { claims: { iss: 'evil' } })],
    ['no issuer', sign(BODY, { claims: { iss: undefined } })],
    ['no digest', sign(BODY, { claims: { sha256: undefined } })],
    ['another secret', sign(BODY, { secret: 'other' })],
    ['one that has expired', sign(BODY, { claims: { exp: NOW.getTime() / 1000 - 1 } })],
    ['the digest in capitals', sign(BODY, { claims: { sha256: sha256(BODY).toUpperCase() } })],
    ['a body with a blank behind it', sign(BODY), Buffer.concat([BODY, Buffer.from(' ')])],
    [
      'a body with its keys in another order',
      sign(BODY),
      Buffer.from('{"state":"ready","id":"5b78","context":"branch-deploy"}'),
    ],
  ])('%s', (_what, token, body) => {
    const verification = verify(token, [SECRET], body);
    expect(verification).toMatchObject({ ok: false, reason: expect.stringContaining('X-Webhook-Signature') });
    expect(JSON.stringify(verification)).not.toContain(SECRET);
  });

  test.each([[[]], [['']]])('everything, where no secret is configured: %j', (secrets) => {
    expect(verify(sign(BODY, { secret: '' }), secrets)).toEqual({
      ok: false,
      reason: 'No webhook secret is configured.',
    });
  });

  test('whatever is sent: never a throw, never a yes', () => {
    fc.assert(
      fc.property(fc.string(), fc.uint8Array(), (token, bytes) => {
        expect(verify(token, [SECRET], Buffer.from(bytes)).ok).toBe(false);
        expect(verify(`${head}.${token}.${signature}`, [SECRET], Buffer.from(bytes)).ok).toBe(false);
      }),
    );
  });
});
