import { describe, expect, test } from 'vitest';
import { checkFields } from '../../../src/integrations/check-fields.ts';
import { API_TOKEN, manifest } from './vendor.ts';

const GOOD = {
  base_url: 'https://your-company.atlassian.net',
  email: 'your-email@company.com',
  api_token: API_TOKEN,
  project_key: 'PROJ',
};

test('Jira is a tracker, asked at the address of each company, within what the guide says', () => {
  expect(manifest.kinds).toEqual(['issue_tracker']);
  expect(manifest.api).toEqual({ base_url_field: 'base_url', hosts: ['*.atlassian.net'] });
  expect(manifest.rate_limit).toEqual({ requests: 1000, window_seconds: 3600, scope: 'Per user' });
});

test('the fields of the guide, in its order, all needed', () => {
  expect(manifest.fields.map(({ key, required }) => [key, required])).toEqual(
    ['base_url', 'email', 'api_token', 'project_key'].map((key) => [key, true]),
  );
  expect(manifest.fields.filter(({ type }) => type === 'secret').map(({ key }) => key)).toEqual([
    'api_token',
  ]);
});

test('the webhook of the manifest is the one that is verified', () => {
  expect(manifest.webhook).toMatchObject({
    path: '/api/webhooks/jira',
    signature: { header: 'x-hub-signature', schemes: ['hmac-sha256-hex'] },
    secret_env: 'JIRA_WEBHOOK_SECRET',
    registration: 'automatic',
  });
});

test('the status map of the guide, line by line', () => {
  expect(manifest.issue_statuses?.names).toEqual({
    'To Do': 'todo',
    'In Progress': 'doing',
    Done: 'done',
    Blocked: 'blocked',
  });
});

test('categories, for the names that nobody mapped', () => {
  expect(manifest.issue_statuses?.categories).toEqual({ new: 'todo', indeterminate: 'doing', done: 'done' });
});

test("Jira's own priorities", () => {
  expect(manifest.issue_priorities).toEqual({
    Highest: 'urgent',
    High: 'high',
    Medium: 'normal',
    Low: 'low',
    Lowest: 'low',
  });
});

describe('what is accepted', () => {
  test.each<[what: string, values: Partial<typeof GOOD>]>([
    ["the guide's example", {}],
    ['a token of the older form', { api_token: 'AbCdEf0123456789AbCdEf01' }],
    ['a key with digits and underscores', { project_key: 'WEB_2' }],
    ['an address with a plus sign', { email: 'ada+bot@acme.example' }],
  ])('%s', (_what, values) => {
    expect(checkFields(manifest, { ...GOOD, ...values })).toEqual({
      ok: true,
      values: { ...GOOD, ...values },
    });
  });

  test('with blanks around, which are dropped', () => {
    const typed = Object.fromEntries(Object.entries(GOOD).map(([key, value]) => [key, ` ${value} `]));
    expect(checkFields(manifest, typed)).toEqual({ ok: true, values: GOOD });
  });
});

describe('what is refused, and why', () => {
  test.each<[field: keyof typeof GOOD, value: string, message: RegExp]>([
    ['base_url', '', /needed/],
    ['base_url', 'your-company.atlassian.net', /https:\/\/ address/],
    ['base_url', 'http://your-company.atlassian.net', /https:\/\/ address/],
    ['base_url', 'https://your-company.atlassian.net/', /slash at the end/],
    ['base_url', 'https://your-company.atlassian.net/jira/projects', /nothing after it/],
    ['base_url', 'https://ada:pw@your-company.atlassian.net', /user name and password/],
    ['email', '', /needed/],
    ['email', 'ada', /email address/],
    ['email', 'ada@acme.example:x', /email address/],
    ['api_token', '', /needed/],
    ['api_token', `Basic ${API_TOKEN}`, /without "Basic"/],
    ['api_token', 'half\nhalf', /no spaces/],
    ['project_key', '', /needed/],
    ['project_key', 'proj', /capital letters/],
    ['project_key', 'PROJ-12', /capital letters/],
    ['project_key', 'Our project', /not the project's name/],
    ['project_key', 'P" OR project = "Q', /capital letters/],
  ])('%s %j', (field, value, message) => {
    const checked = checkFields(manifest, { ...GOOD, [field]: value });
    expect(checked).toEqual({ ok: false, errors: { [field]: expect.stringMatching(message) } });
    expect(JSON.stringify(checked)).not.toContain(API_TOKEN);
  });
});
