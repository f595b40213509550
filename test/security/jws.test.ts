import { createHash, createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { verifyBodyJws } from '../../src/security/jws.ts';

const now = new Date('2025-03-01T12:00:00Z');
const body = Buffer.from('{"id":"deploy-1","state":"ready"}');
const digest = createHash('sha256').update(body).digest('hex');
const secrets = ['old-secret', 'new-secret'];
const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

function sign(
  claims: object = { iss: 'netlify', sha256: digest },
  { header = { alg: 'HS256', typ: 'JWT' } as object, secret = 'new-secret', hash = 'sha256' } = {},
): string {
  const signed = `${encode(header)}.${encode(claims)}`;
  return `${signed}.${createHmac(hash, secret).update(signed).digest('base64url')}`;
}

function verify(token: string | undefined, { content = body, live = secrets } = {}) {
  return verifyBodyJws({
    token,
    header: 'X-Webhook-Signature',
    issuer: 'netlify',
    secrets: live,
    body: content,
    now,
  });
}

describe('accepted', () => {
  test.each([
    ['new secret', sign(), 1],
    ['old secret', sign(undefined, { secret: 'old-secret' }), 0],
    ['not yet expired', sign({ iss: 'netlify', sha256: digest, exp: now.getTime() / 1000 + 1 }), 1],
    ['claims not known here', sign({ iss: 'netlify', sha256: digest, iat: 1 }), 1],
  ])('%s', (_what, token, secretIndex) => {
    expect(verify(token)).toEqual({ ok: true, secretIndex });
  });
});

describe('refused', () => {
  const [head, payload, signature] = sign().split('.');

  test.each([
    ['missing', undefined, 'is missing'],
    ['empty', '', 'is missing'],
    ['not a JWS', 'abc', 'not a compact JWS'],
    ['two parts', `${head}.${payload}`, 'not a compact JWS'],
    ['no signature', `${head}.${payload}.`, 'not a compact JWS'],
    ['sent twice', `${sign()}, ${sign()}`, 'not a compact JWS'],
    ['padded', `${sign()}=`, 'not a compact JWS'],
    ['alg none', `${encode({ alg: 'none' })}.${payload}.${signature}`, 'HS256'],
    ['alg in small letters', sign(undefined, { header: { alg: 'hs256' } }), 'HS256'],
    ['alg HS512', sign(undefined, { header: { alg: 'HS512' }, hash: 'sha512' }), 'HS256'],
    ['alg RS256', sign(undefined, { header: { alg: 'RS256' } }), 'HS256'],
    ['no alg', sign(undefined, { header: { typ: 'JWT' } }), 'HS256'],
    ['a critical extension', sign(undefined, { header: { alg: 'HS256', crit: ['exp'] } }), 'HS256'],
    ['a header that is no JSON', `abc.${payload}.${signature}`, 'HS256'],
    ['by a wrong secret', sign(undefined, { secret: 'guess' }), 'secret known here'],
    ['signature cut short', sign().slice(0, -1), 'secret known here'],
    [
      'other claims under the signature',
      `${head}.${encode({ iss: 'netlify' })}.${signature}`,
      'secret known here',
    ],
    ['claims missing', sign({}), 'lacks the claims'],
    ['another issuer', sign({ iss: 'evil', sha256: digest }), 'not issued by netlify'],
    ['expired', sign({ iss: 'netlify', sha256: digest, exp: now.getTime() / 1000 }), 'has expired'],
    [
      'another digest',
      sign({ iss: 'netlify', sha256: digest.replace(/^./, 'x') }),
      'does not match the body',
    ],
    ['digest of odd length', sign({ iss: 'netlify', sha256: digest.slice(1) }), 'does not match the body'],
    ['empty digest', sign({ iss: 'netlify', sha256: '' }), 'does not match the body'],
  ])('%s', (_what, token, problem) => {
    expect(verify(token)).toMatchObject({ ok: false, reason: expect.stringContaining(problem) });
  });

  test.each(['{"state":"ready","id":"deploy-1"}', `${body} `, ''])('the body as other bytes: %j', (text) => {
    expect(verify(sign(), { content: Buffer.from(text) }).ok).toBe(false);
  });

  test('after its secret was removed', () => {
    expect(verify(sign(), { live: ['old-secret'] }).ok).toBe(false);
  });

  test.each([[[]], [['']]])('where the secrets are %j, though anybody could sign with none', (live) => {
    const verdict = verify(sign(undefined, { secret: '' }), { live });
    expect(verdict).toEqual({ ok: false, reason: 'No webhook secret is configured.' });
  });
});
