import { describe, expect, test } from 'vitest';
import { maskPrivateKeys, maskSecrets } from '../../../src/integrations/build-log/mask.ts';

const mask = (line: string, known: string[] = []) => maskSecrets([line], known)[0];

/** Put together here, so that no scanner takes this file for a leak. */
const secret = (prefix: string, length = 24) => prefix + 'a1B2c3D4e5F6'.repeat(4).slice(0, length);

describe('what is masked', () => {
  test.each([
    ['GitHub', secret('ghp_', 36)],
    ['GitHub, fine-grained', secret('github_pat_', 40)],
    ['Slack', `xoxb-${secret('1234567890-', 20)}`],
    ['Slack app', `xapp-${secret('1-A0', 20)}`],
    ['Linear', secret('lin_api_', 32)],
    ['Render', secret('rnd_')],
    ['OpenAI', secret('sk-')],
    ['Stripe', secret('sk_live_')],
    ['AWS', `AKIA${'ABCD1234'.repeat(2)}`],
    ['Google', secret('AIza', 35)],
    ['npm', secret('npm_', 36)],
    ['Vercel', secret('vcp_', 40)],
    ['Netlify', secret('nfp_', 36)],
    ['Atlassian', secret('ATATT3', 40)],
    ['a webhook secret', secret('whsec_', 32)],
    ['a JSON Web Token', `eyJ${secret('h')}.eyJ${secret('p')}.${secret('s')}`],
  ])('a token of %s, wherever it stands', (_vendor, token) => {
    expect(mask(`cannot use ${token} here`)).toBe('cannot use [redacted] here');
    expect(mask(`("${token}")`)).not.toContain(token);
  });

  test.each([
    ['Authorization: Bearer abc.def-ghi', 'Authorization: [redacted]'],
    ['authorization=abcdef', 'authorization=[redacted]'],
    ['{"Authorization":"Basic YWRhOnB3"}', '{"Authorization":"[redacted]"}'],
    ['curl -H "X: bearer abcdefgh12"', 'curl -H "X: bearer [redacted]"'],
    ['DATABASE_PASSWORD=hunter2 npm run build', 'DATABASE_PASSWORD=[redacted] npm run build'],
    ['export STRIPE_API_KEY="abc def"', 'export STRIPE_API_KEY=[redacted]'],
    ['//registry.npmjs.org/:_authToken=abc', '//registry.npmjs.org/:_authToken=[redacted]'],
    ['"client_secret": "correct horse"', '"client_secret": "[redacted]"'],
    ['password: correcthorse', 'password: [redacted]'],
    ['token: abc123def456', 'token: [redacted]'],
    ['the token is a1b2c3d4e5f6a7b8c9', 'the token is [redacted]'],
    ['postgres://ada:hunter2@db.acme.example:5432/x', 'postgres://[redacted]@db.acme.example:5432/x'],
    ['https://x-access-token@github.com/acme/web', 'https://[redacted]@github.com/acme/web'],
    ['GET /x?access_token=abc&page=2', 'GET /x?access_token=[redacted]&page=2'],
  ])('%s', (line, masked) => {
    expect(mask(line)).toBe(masked);
  });

  test('known values, whatever they look like', () => {
    expect(mask('a plainword b plainword', ['plainword'])).toBe('a [redacted] b [redacted]');
    expect(mask('short values would mask all text', ['a', ''])).toBe('short values would mask all text');
  });

  test('the body of a private key, to its end and no further', () => {
    const key = [
      '-----BEGIN RSA PRIVATE KEY-----',
      'MIIEpAIBAAKCAQEA',
      'c2hvcnQ=',
      '-----END RSA PRIVATE KEY-----',
    ];
    expect(maskPrivateKeys(['before', ...key, 'after'])).toEqual([
      'before',
      '[redacted]',
      '[redacted]',
      '[redacted]',
      '[redacted]',
      'after',
    ]);
  });

  test('a key whose end was lost does not swallow the log', () => {
    const log = ['-----BEGIN PRIVATE KEY-----', 'MIIEpAIBAAKCAQEA', 'Error: the key is cut short', 'Done'];
    expect(maskPrivateKeys(log)).toEqual(['[redacted]', '[redacted]', 'Error: the key is cut short', 'Done']);
  });
});

test.each([
  "SyntaxError: Unexpected token '}' in JSON at position 4",
  'SyntaxError: Unexpected token: operator (>)',
  'Unexpected token, expected ","',
  'src/token.ts(12,5): error TS2322: Type string is not assignable',
  'NODE_ENV=production next build',
  'npm error peer react@"^18.0.0" from react-beautiful-dnd@13.1.1',
  'Cloning github.com/acme/web-app (Branch: feature/secret-santa, Commit: a1b2c3d)',
  'see https://nextjs.org/docs/messages/prerender-error',
  'https://registry.npmjs.org/@acme%2fui',
  'FAIL src/password-form.test.tsx',
])('stays readable: %s', (line) => {
  expect(mask(line)).toBe(line);
});
