import { describe, expect, test } from 'vitest';
import { createAllowList } from '../../src/security/allow-list.ts';

const allowList = createAllowList(
  ['api.github.com', '*.atlassian.net', '1.1.1.1'],
  ['http://127.0.0.1:3000', 'http://slack.internal:8080/api/'],
);

function refusal(url: string, callerHosts: string[] = []): string | undefined {
  return allowList.refusal(new URL(url), callerHosts)?.code;
}

describe('what may be called', () => {
  test.each([
    'https://api.github.com',
    'https://API.GITHUB.COM',
    'https://api.github.com:443',
    'https://acme.atlassian.net',
    'https://a.b.atlassian.net',
    'https://1.1.1.1',
    'http://127.0.0.1:3000',
    'http://127.1:3000',
    'http://slack.internal:8080',
  ])('%s', (url) => {
    expect(refusal(url)).toBeUndefined();
  });

  test('a host of the caller alone', () => {
    expect(refusal('https://jira.acme.example')).toBe('BLOCKED_HOST');
    expect(refusal('https://jira.acme.example', ['jira.acme.example'])).toBeUndefined();
    expect(refusal('http://jira.acme.example', ['jira.acme.example'])).toBe('BLOCKED_HOST');
    expect(refusal('https://127.0.0.1', ['127.0.0.1'])).toBe('BLOCKED_ADDRESS');
  });
});

describe('promise 14: what may not', () => {
  test.each([
    ['another host', 'https://evil.example', 'BLOCKED_HOST'],
    ['a host that only ends like one', 'https://evilapi.github.com', 'BLOCKED_HOST'],
    ['a host that only begins like one', 'https://api.github.com.evil.example', 'BLOCKED_HOST'],
    ['the wildcard itself', 'https://atlassian.net', 'BLOCKED_HOST'],
    ['a trailing dot', 'https://api.github.com.', 'BLOCKED_HOST'],
    ['http', 'http://api.github.com', 'BLOCKED_HOST'],
    ['another scheme', 'ftp://api.github.com', 'BLOCKED_HOST'],
    ['another port', 'https://api.github.com:8443', 'BLOCKED_HOST'],
    ['a user name', 'https://me@api.github.com', 'BLOCKED_HOST'],
    ['a password', 'https://me:pw@api.github.com', 'BLOCKED_HOST'],
    ["an operator's host on another port", 'http://127.0.0.1:3001', 'BLOCKED_HOST'],
    ["an operator's host by https", 'https://127.0.0.1:3000', 'BLOCKED_HOST'],
    ["an operator's origin with a user name", 'http://me@127.0.0.1:3000', 'BLOCKED_HOST'],
    ["an operator's address by another name", 'http://localhost:3000', 'BLOCKED_HOST'],
    ['short IPv4', 'https://127.1', 'BLOCKED_ADDRESS'],
    ['hexadecimal IPv4', 'https://0x7f000001', 'BLOCKED_ADDRESS'],
    ['decimal IPv4', 'https://2130706433', 'BLOCKED_ADDRESS'],
    ['octal IPv4', 'https://0177.0.0.1', 'BLOCKED_ADDRESS'],
    ['full-width digits', 'https://１２７.0.0.1', 'BLOCKED_ADDRESS'],
    ['mapped IPv6', 'https://[::ffff:127.0.0.1]', 'BLOCKED_ADDRESS'],
    ['metadata', 'https://169.254.169.254', 'BLOCKED_ADDRESS'],
    ['nowhere', 'nowhere:', 'BLOCKED_HOST'],
  ])('%s: %s', (_what, url, code) => {
    expect(refusal(url)).toBe(code);
  });

  test('the reason names the host and never the credentials', () => {
    const error = allowList.refusal(new URL('https://me:hunter2@evil.example/path?token=abc'), []);
    expect(error?.message).toBe('Call to evil.example refused: its URL holds a user name or password.');
  });
});

describe('entries that make no sense are refused at start', () => {
  test.each([
    '*',
    '*.',
    'localhost',
    'https://api.github.com',
    'api.github.com:443',
    'API.github.com',
    'a.*.b',
    '',
  ])('host %j', (host) => {
    expect(() => createAllowList([host], [])).toThrow(TypeError);
  });

  test.each(['slack.internal', 'ftp://slack.internal', 'http://me:pw@slack.internal', ''])(
    'origin %j',
    (origin) => {
      expect(() => createAllowList([], [origin])).toThrow(TypeError);
      expect(() => createAllowList([], [origin])).not.toThrow(/pw/);
    },
  );
});
