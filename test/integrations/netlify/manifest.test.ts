import { describe, expect, test } from 'vitest';
import { checkFields } from '../../../src/integrations/check-fields.ts';
import { loadManifests } from '../../../src/integrations/manifest.ts';
import { REGISTERED_EVENTS, stateOfEvent } from '../../../src/integrations/netlify/events.ts';
import { SITE_ID } from './answers.ts';
import { TOKEN } from './platform.ts';

const netlify = (await loadManifests('manifests')).get('netlify')!;
const good = { token: TOKEN, site_id: SITE_ID };

test("asks for what the guide names, and keeps the guide's limit", () => {
  expect(netlify.fields.map(({ key, type, required }) => [key, type, required])).toEqual([
    ['token', 'secret', true],
    ['site_id', 'text', true],
  ]);
  expect(netlify.rate_limit).toEqual({ requests: 500, window_seconds: 3600, scope: 'Per token' });
  expect(netlify.webhook.path).toBe('/api/webhooks/netlify');
});

test("says the same about Netlify's events as the adapter", () => {
  expect(netlify.webhook.events).toEqual([...REGISTERED_EVENTS]);
  for (const event of netlify.webhook.events) expect(stateOfEvent(event)).toBeDefined();
});

describe('the fields', () => {
  test.each([
    ['a token of today', good],
    ['an older token', { ...good, token: 'Tm90LWEtcmVhbC10b2tlbi1idXQtaXQtbG9va3MtMQ_-' }],
    ['a token of 64 digits', { ...good, token: 'a1'.repeat(32) }],
    ['an API id', { ...good, site_id: '5b78192ac9659217dbf7c9aa' }],
    ['blanks around them', { token: ` ${TOKEN} `, site_id: `${SITE_ID}\n` }],
  ])('take %s', (_what, typed) => {
    expect(checkFields(netlify, typed)).toMatchObject({ ok: true });
  });

  test.each([
    ['token', `Bearer ${TOKEN}`],
    ['token', 'short'],
    ['site_id', 'web-app'],
    ['site_id', 'web-app.netlify.app'],
    ['site_id', 'https://app.netlify.com/sites/web-app'],
    ['site_id', `${SITE_ID}/deploys`],
    ['site_id', '..'],
  ])('%s refuses %j with its own sentence', (key, value) => {
    const expected = netlify.fields.find((field) => field.key === key)?.validation?.message;
    expect(checkFields(netlify, { ...good, [key]: value })).toEqual({
      ok: false,
      errors: { [key]: expected },
    });
  });

  test('both are needed', () => {
    expect(checkFields(netlify, {})).toEqual({
      ok: false,
      errors: { token: 'Access token is needed.', site_id: 'Site ID is needed.' },
    });
  });
});
