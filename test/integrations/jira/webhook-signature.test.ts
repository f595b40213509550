import { createHmac } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { jira } from '../../../src/integrations/jira/index.ts';

const SECRET = 'jira-secret-one';
const NOW = new Date('2026-11-24T10:30:00Z');
const BODY: Buffer = Buffer.from('{"webhookEvent":"jira:issue_updated","issue":{"id":"1"}}');

const vectors = join(process.env.CONTRACTS_DIR ?? '../shared/contracts', 'signatures/vectors.json');
const absent = existsSync(vectors) ? '' : ` (skipped: no ${vectors}; set CONTRACTS_DIR)`;

function sign(body: Buffer, secret = SECRET, algorithm = 'sha256'): string {
  return `${algorithm}=${createHmac(algorithm, secret).update(body).digest('hex')}`;
}

function verify(signature: string | undefined, secrets = [SECRET], body = BODY) {
  return jira.webhook.verify({ headers: { 'x-hub-signature': signature }, body }, secrets, NOW);
}

describe('what is accepted', () => {
  test('the HMAC-SHA-256 of the raw body', () => {
    expect(verify(sign(BODY))).toEqual({ ok: true, secretIndex: 0 });
  });

  test.skipIf(absent)(`the example that Atlassian itself prints${absent}`, () => {
    const all: { vendor: string; secret: string; body: string; header: string }[] = JSON.parse(
      readFileSync(vectors, 'utf8'),
    );
    const { secret, body, header } = all.find(({ vendor }) => vendor === 'jira')!;
    expect(verify(header, [secret], Buffer.from(body))).toEqual({ ok: true, secretIndex: 0 });
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
  test.each<[what: string, signature: string | undefined, body?: Buffer]>([
    ['no header', undefined],
    ['an empty header', ''],
    ['no prefix', sign(BODY).slice('sha256='.length)],
    ['nothing but the prefix', 'sha256='],
    ['text that is no hex', `sha256=${'z'.repeat(64)}`],
    ['an odd length', sign(BODY).slice(0, -1)],
    ['one digit too many', `${sign(BODY)}0`],
    ['the header twice, as Node joins it', `${sign(BODY)}, ${sign(BODY)}`],
    ['a blank in front', ` ${sign(BODY)}`],
    ['a line end behind', `${sign(BODY)}\n`],
    ['SHA-1', sign(BODY, SECRET, 'sha1')],
    ['SHA-1 called SHA-256', sign(BODY, SECRET, 'sha1').replace('sha1', 'sha256')],
    ['SHA-512', sign(BODY, SECRET, 'sha512')],
    ['another secret', sign(BODY, 'other')],
    ['a body with a blank behind it', sign(BODY), Buffer.concat([BODY, Buffer.from(' ')])],
    [
      'a body with its keys in another order',
      sign(BODY),
      Buffer.from('{"issue":{"id":"1"},"webhookEvent":"jira:issue_updated"}'),
    ],
  ])('%s', (_what, signature, body) => {
    const verification = verify(signature, [SECRET], body);
    expect(verification).toMatchObject({ ok: false, reason: expect.stringContaining('X-Hub-Signature') });
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
        expect(verify(`sha256=${signature}`, [SECRET], Buffer.from(bytes)).ok).toBe(false);
      }),
    );
  });
});
