import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createRedactor } from '../../src/security/redact.ts';
import { MASK } from '../../src/security/secret-patterns.ts';

/** Put together here, so that no scanner takes the tests' own canaries for leaked credentials. */
const token = (prefix: string, length = 36) => prefix + 'aB3dE5gH7j'.repeat(8).slice(0, length);

describe('remembered secrets', () => {
  const secret = 'p@ss w/ "quote" +ü?';

  test.each([
    ['as it is', secret],
    ['within a word', `x${secret}x`],
    ['percent-encoded', encodeURIComponent(secret)],
    ['in a form', new URLSearchParams({ v: secret }).toString().slice(2)],
    ['in JSON', JSON.stringify({ v: secret })],
    ['in base64', Buffer.from(secret).toString('base64')],
    ['in base64url', Buffer.from(secret).toString('base64url')],
  ])('%s', (_how, text) => {
    const redactor = createRedactor();
    expect(redactor.redact(text)).not.toContain(MASK);
    redactor.remember(secret);
    expect(redactor.redact(text)).toContain(MASK);
    expect(redactor.redact(text)).not.toContain(text.slice(2, -2));
  });

  test('in base64 of something longer, wherever it begins there', () => {
    const redactor = createRedactor();
    redactor.remember('jira-api-token-17');
    for (const user of ['a:', 'ab:', 'abc:', 'abcd:']) {
      for (const rest of ['', '!', '!!']) {
        const encoded = Buffer.from(`${user}jira-api-token-17${rest}`).toString('base64');
        const masked = redactor.redact(`value ${encoded}`);
        const left = Buffer.from(masked.replace(`value`, '').replace(MASK, ' '), 'base64').toString('latin1');
        expect(masked).toContain(MASK);
        expect(left).not.toMatch(/api|token/);
      }
    }
  });

  test('the longer of two that begin alike is masked whole', () => {
    const redactor = createRedactor();
    redactor.remember('abcdef');
    redactor.remember('abcdefghijkl');
    expect(redactor.redact('<abcdefghijkl> <abcdef>')).toBe(`<${MASK}> <${MASK}>`);
  });

  test.each(['', 'a', 'abcde', 'redacted'])('%j is too short, or the mask itself, and left alone', (word) => {
    const redactor = createRedactor();
    redactor.remember(word);
    expect(redactor.redact(`a word like ${word} is left`)).toBe(`a word like ${word} is left`);
  });

  test('no remembered secret ever comes through', () => {
    const secrets = fc.array(fc.string({ minLength: 6, unit: 'grapheme' }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(secrets, fc.array(fc.string(), { minLength: 6, maxLength: 6 }), (known, between) => {
        fc.pre(known.every((secret) => !MASK.includes(secret)));
        const redactor = createRedactor();
        for (const secret of known) redactor.remember(secret);
        const text = known.map((secret, index) => `${between[index]}\n${secret}\n`).join('');
        const masked = redactor.redact(text).replaceAll(MASK, '\n');
        for (const secret of known) expect(masked).not.toContain(secret);
      }),
    );
  });
});

describe('what looks like a secret', () => {
  const { redact } = createRedactor();

  test.each([
    ['Authorization: Bearer abc.def-123456', `Authorization: ${MASK}`],
    ['authorization: token abcdef', `authorization: ${MASK}`],
    ['sent Bearer abcdef123456 to', `sent Bearer ${MASK} to`],
    ['sent Basic dXNlcjpwYXNzd29yZA== to', `sent Basic ${MASK} to`],
    ['Cookie: a=b; c=d', `Cookie: ${MASK}`],
    ['set-cookie: session=abc; Path=/\nnext', `set-cookie: ${MASK}\nnext`],
    ['x-api-key: abc123', `x-api-key: ${MASK}`],
    [token('xoxb-'), MASK],
    [token('xoxp-'), MASK],
    [token('xoxe.xoxp-'), MASK],
    [token('xapp-1-A0-'), MASK],
    [token('ghp_'), MASK],
    [token('ghs_'), MASK],
    [token('github_pat_'), MASK],
    [token('lin_api_'), MASK],
    [token('rnd_'), MASK],
    [token('nfp_'), MASK],
    [token('sk-'), MASK],
    [token('sk_live_'), MASK],
    ['AKIAIOSFODNN7EXAMPLE', MASK],
    [token('whsec_'), MASK],
    [token('ATATT3'), MASK],
    [`${token('eyJ')}.${token('eyJ')}.${token('')}`, MASK],
    ['postgres://me:hunter2@db/app', `postgres://${MASK}@db/app`],
    ['https://hunter2@example.com/x', `https://${MASK}@example.com/x`],
    ['postgres://me:p@ss@db/app', `postgres://${MASK}@db/app`],
    ['GET /x?token=abc&page=2', `GET /x?token=${MASK}&page=2`],
    ['?access_token=abc', `?access_token=${MASK}`],
    ['api_key=abc apiKey=def', `api_key=${MASK} apiKey=${MASK}`],
    ['client_secret=abc', `client_secret=${MASK}`],
    ['password="two words" left', `password=${MASK} left`],
    ['password="cut off', `password=${MASK}`],
    ['{"api_token":"abc","page":2}', `{"api_token":"${MASK}","page":2}`],
    ['{"password":"with \\" quote","page":2}', `{"password":"${MASK}","page":2}`],
    ["{ password: 'abc', page: 2 }", `{ password: '${MASK}', page: 2 }`],
    [
      'https://hooks.slack.com/commands/T00010001/123/XyZ',
      `https://hooks.slack.com/commands/T00010001/${MASK}`,
    ],
    ['/services/T00000000/B00000000/abc failed', `/services/T00000000/${MASK} failed`],
    [
      '-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4\nMII\n-----END RSA PRIVATE KEY----- left',
      `${MASK} left`,
    ],
    ['-----BEGIN PRIVATE KEY-----\\nMII', MASK],
  ])('%j becomes %j', (text, masked) => {
    expect(redact(text)).toBe(masked);
  });

  test.each([
    'Deployment dpl_5xQ of web-app is ready: https://web-app-git-main.vercel.app/path?page=2',
    'p1.s2.ms3 is linked to PROJ-17 on branch feature/task-integration-with-jira',
    'commit 4b825dc642cb6eb9a060e54bf8d69288fbee4904 by ada@acme.example',
    'The token has expired. Configure the integration again.',
    'see /services/status and /actions/runs/17',
    'tokens: 5, secretIndex: 0',
  ])('%j is left alone', (text) => {
    expect(redact(text)).toBe(text);
  });
});

describe('redacting', () => {
  const pieces = fc.constantFrom(
    ...[
      'token=',
      '"token":"',
      "password: '",
      '\\"',
      '"',
      "'",
      'Bearer ',
      'Basic ',
      'authorization: ',
      'cookie=',
    ],
    ...[
      '://',
      '@',
      '/',
      ' ',
      '\n',
      '=',
      '&',
      '-',
      '.',
      '[',
      ']',
      MASK,
      'redacted',
      'hunter2',
      'hunter2-hunter2',
    ],
    ...[
      'ghp_',
      'sk-',
      'eyJ',
      'AKIA',
      'xoxb-',
      'whsec_',
      '/services/T00000/',
      'aB3dE5gH7jaB3dE5gH7j',
      'aB3dE5gH7j',
    ],
    ...['-----BEGIN PRIVATE KEY-----', '-----END PRIVATE KEY-----'],
  );

  test('twice gives what once gave', () => {
    const redactor = createRedactor();
    redactor.remember('hunter2-hunter2');
    fc.assert(
      fc.property(
        fc.oneof(
          fc.array(pieces).map((all) => all.join('')),
          fc.string(),
        ),
        (text) => {
          const once = redactor.redact(text);
          expect(redactor.redact(once)).toBe(once);
        },
      ),
      { numRuns: 5_000 },
    );
  });

  test('takes a time that grows with the text and no faster, whatever the text is', () => {
    const redactor = createRedactor();
    redactor.remember('hunter2-hunter2');
    const hostile = fc.array(pieces, { minLength: 1, maxLength: 4 }).map((all) => all.join(''));
    fc.assert(
      fc.property(hostile, (piece) => {
        // Quadratic work on this much text would take hours and run into the test's time limit.
        redactor.redact(piece.repeat(Math.ceil(400_000 / piece.length)));
      }),
      { numRuns: 40 },
    );
  });
});
