import { describe, expect, test } from 'vitest';
import { checkFields } from '../../../src/integrations/check-fields.ts';
import { manifest } from './vendor.ts';

const KEY = `-----BEGIN RSA PRIVATE KEY-----\nMIIE${'A'.repeat(64)}\n-----END RSA PRIVATE KEY-----`;
const BY_TOKEN = { repository: 'acme/web-app', token: 'github_pat_11ABC_def' };
const BY_APP = {
  repository: 'acme/web-app',
  app_id: '123456',
  installation_id: '12345678',
  private_key: `${KEY}\n`,
};

test('GitHub is a tracker and a repository, asked at its own API', () => {
  expect(manifest.kinds).toEqual(['issue_tracker', 'repository']);
  expect(manifest.api).toEqual({ base_url: 'https://api.github.com', hosts: ['api.github.com'] });
  expect(manifest.rate_limit).toEqual({ requests: 5000, window_seconds: 3600, scope: 'Per token' });
});

test('the webhook of the manifest is the one that is verified', () => {
  expect(manifest.webhook).toMatchObject({
    path: '/api/webhooks/github',
    signature: { header: 'x-hub-signature-256', schemes: ['hmac-sha256-hex'] },
    secret_env: 'GITHUB_WEBHOOK_SECRET',
    registration: 'automatic',
  });
});

test('secrets are typed as secrets', () => {
  const secrets = manifest.fields.filter(({ type }) => type === 'secret').map(({ key }) => key);
  expect(secrets).toEqual(['token', 'private_key']);
});

describe('what is accepted', () => {
  test.each<[what: string, values: Record<string, string>]>([
    ['a fine-grained token', BY_TOKEN],
    ['a classic token', { ...BY_TOKEN, token: `ghp_${'a'.repeat(36)}` }],
    ['an app', BY_APP],
    ['an app by its client id', { ...BY_APP, app_id: 'Iv23liAbCdEf' }],
    ['a key in the newer form', { ...BY_APP, private_key: KEY.replaceAll('RSA ', '') }],
    ['labels of their own', { ...BY_TOKEN, label_in_progress: 'wip', label_blocked: 'status: stuck!' }],
    ['dots and dashes', { ...BY_TOKEN, repository: 'acme-inc/web.app_2' }],
  ])('%s', (_what, values) => {
    const trimmed = Object.fromEntries(Object.entries(values).map(([key, value]) => [key, value.trim()]));
    expect(checkFields(manifest, values)).toEqual({ ok: true, values: trimmed });
  });
});

describe('what is refused, and why', () => {
  test.each<[what: string, values: Record<string, string>, field: string, message: RegExp]>([
    ['no repository', { token: 'ghp_a' }, 'repository', /needed/],
    [
      'an address',
      { ...BY_TOKEN, repository: 'https://github.com/acme/web-app' },
      'repository',
      /without https/,
    ],
    ['a name alone', { ...BY_TOKEN, repository: 'web-app' }, 'repository', /slash between/],
    ['a path', { ...BY_TOKEN, repository: 'acme/web-app/../../user' }, 'repository', /slash between/],
    ['a name that would climb', { ...BY_TOKEN, repository: 'acme/..' }, 'repository', /slash between/],
    ['a token with its scheme', { ...BY_TOKEN, token: 'Bearer ghp_a' }, 'token', /without "Bearer"/],
    [
      'no way to sign in',
      { repository: 'acme/web-app' },
      'token',
      /Give either Access token, or App ID, Installation ID, Private key/,
    ],
    ['half an app', { ...BY_APP, installation_id: '' }, 'installation_id', /Give either/],
    ['an app by its name', { ...BY_APP, app_id: 'buildrunner' }, 'app_id', /number/],
    [
      'a key without its last line',
      { ...BY_APP, private_key: KEY.split('\n').slice(0, 2).join('\n') },
      'private_key',
      /whole \.pem file/,
    ],
    ['a label with a comma', { ...BY_TOKEN, label_blocked: 'a, b' }, 'label_blocked', /no comma/],
    [
      'a label too long',
      { ...BY_TOKEN, label_in_progress: 'x'.repeat(51) },
      'label_in_progress',
      /50 characters/,
    ],
  ])('%s', (_what, values, field, message) => {
    const checked = checkFields(manifest, values);
    expect(checked).toMatchObject({ ok: false, errors: { [field]: expect.stringMatching(message) } });
  });
});
