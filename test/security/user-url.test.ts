import { describe, expect, test } from 'vitest';
import type { Lookup } from '../../src/security/pinned-lookup.ts';
import { checkUserUrl } from '../../src/security/user-url.ts';

const addresses: Record<string, string[]> = {
  'acme.atlassian.net': ['104.192.142.18', '2401:1d80:3208::1'],
  'rebound.example.com': ['93.184.215.14', '10.0.0.1'],
  'internal.example.com': ['192.168.0.10'],
  'empty.example.com': [],
};

const lookup: Lookup = async (hostname) => {
  const found = addresses[hostname];
  if (!found) throw Object.assign(new Error(`getaddrinfo ENOTFOUND ${hostname}`), { code: 'ENOTFOUND' });
  return found.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
};

describe('promise 14: a base URL that a person typed', () => {
  test.each([
    'https://acme.atlassian.net',
    'https://acme.atlassian.net/',
    'https://acme.atlassian.net:443/jira',
    'https://8.8.8.8',
  ])('%s is fine', async (url) => {
    expect(await checkUserUrl(url, lookup)).toEqual({ ok: true });
  });

  test.each([
    ['', 'This is not a URL.'],
    ['acme.atlassian.net', 'This is not a URL.'],
    ['http://acme.atlassian.net', 'The URL must begin with https://.'],
    ['file:///etc/passwd', 'The URL must begin with https://.'],
    ['https://me:pw@acme.atlassian.net', 'The URL must not hold a user name or password.'],
    ['https://acme.atlassian.net@evil.example', 'The URL must not hold a user name or password.'],
    ['https://acme.atlassian.net:8443', 'The URL must not name a port'],
    ['https://127.1', 'The URL leads to a private network.'],
    ['https://0x7f000001', 'The URL leads to a private network.'],
    ['https://[::ffff:127.0.0.1]', 'The URL leads to a private network.'],
    ['https://169.254.169.254', 'The URL leads to a private network.'],
    ['https://localhost', 'localhost is not a public host name.'],
    ['https://rebound.example.com', 'rebound.example.com leads to a private network.'],
    ['https://internal.example.com', 'internal.example.com leads to a private network.'],
    ['https://gone.example.com', 'gone.example.com could not be found.'],
    ['https://empty.example.com', 'empty.example.com could not be found.'],
  ])('%j is refused: %s', async (url, reason) => {
    const verdict = await checkUserUrl(url, lookup);
    expect(verdict).toMatchObject({ ok: false, reason: expect.stringContaining(reason) });
    expect(JSON.stringify(verdict)).not.toContain('pw');
  });
});
