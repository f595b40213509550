import { describe, expect, test } from 'vitest';
import { checkFields } from '../../../src/integrations/check-fields.ts';
import { manifest } from './vendor.ts';

const KEY = 'lin_api_AbCdEf0123456789';

test('Linear is a tracker, asked at its own API, within what the guide says', () => {
  expect(manifest.kinds).toEqual(['issue_tracker']);
  expect(manifest.api).toEqual({ base_url: 'https://api.linear.app', hosts: ['api.linear.app'] });
  expect(manifest.rate_limit).toEqual({ requests: 1000, window_seconds: 3600, scope: 'Per API key' });
});

test('the webhook of the manifest is the one that is verified', () => {
  expect(manifest.webhook).toMatchObject({
    path: '/api/webhooks/linear',
    signature: { header: 'linear-signature', schemes: ['hmac-sha256-hex'] },
    secret_env: 'LINEAR_WEBHOOK_SECRET',
    registration: 'automatic',
  });
});

test('the status map of the guide, line by line', () => {
  expect(manifest.issue_statuses?.names).toEqual({
    Backlog: 'todo',
    Todo: 'todo',
    'In Progress': 'doing',
    Done: 'done',
    Canceled: 'blocked',
  });
});

test('the priority map of the guide, line by line', () => {
  expect(manifest.issue_priorities).toEqual({ 0: 'none', 1: 'urgent', 2: 'high', 3: 'normal', 4: 'low' });
});

test('the key is typed as a secret; the help says where new issues go', () => {
  const secrets = manifest.fields.filter(({ type }) => type === 'secret').map(({ key }) => key);
  expect(secrets).toEqual(['api_key']);
  expect(manifest.fields.find(({ key }) => key === 'team_id')?.help).toContain(
    'new issues then go to the first team',
  );
});

describe('what is accepted', () => {
  test.each<[what: string, values: Record<string, string>]>([
    ['a key alone', { api_key: KEY }],
    ['a team by its key', { api_key: KEY, team_id: 'ENG' }],
    ['a team by its key, in small letters with digits', { api_key: KEY, team_id: 'web2' }],
    ['a team by its id', { api_key: KEY, team_id: '9e383f51-2629-4f19-97ff-451cc2f0a0ad' }],
    ["the sandbox's key", { api_key: 'lin_api_sandbox_key' }],
  ])('%s', (_what, values) => {
    expect(checkFields(manifest, values)).toEqual({ ok: true, values });
  });

  test('an empty team is left out', () => {
    expect(checkFields(manifest, { api_key: ` ${KEY} `, team_id: ' ' })).toEqual({
      ok: true,
      values: { api_key: KEY },
    });
  });
});

describe('what is refused, and why', () => {
  test.each<[what: string, values: Record<string, string>, field: string, message: RegExp]>([
    ['no key', {}, 'api_key', /needed/],
    ['a key with its scheme', { api_key: `Bearer ${KEY}` }, 'api_key', /without "Bearer"/],
    ["an app's token", { api_key: 'lin_oauth_0123456789' }, 'api_key', /begins with lin_api_/],
    ['half a key', { api_key: 'lin_api_' }, 'api_key', /begins with lin_api_/],
    ['an issue for a team', { api_key: KEY, team_id: 'ENG-12' }, 'team_id', /team's key, like ENG/],
    ['an address', { api_key: KEY, team_id: 'https://linear.app/acme/team/ENG' }, 'team_id', /team's key/],
    ["a team's name", { api_key: KEY, team_id: 'Our Engineers' }, 'team_id', /team's key/],
  ])('%s', (_what, values, field, message) => {
    const checked = checkFields(manifest, values);
    expect(checked).toMatchObject({ ok: false, errors: { [field]: expect.stringMatching(message) } });
    expect(JSON.stringify(checked)).not.toContain(KEY);
  });
});
