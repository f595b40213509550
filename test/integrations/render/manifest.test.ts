import { expect, test } from 'vitest';
import { checkFields } from '../../../src/integrations/check-fields.ts';
import { loadManifests, type Manifest } from '../../../src/integrations/manifest.ts';
import { settingsOf } from '../../../src/integrations/render/settings.ts';
import { USED_EVENTS } from '../../../src/integrations/render/webhook-events.ts';

const manifest = (await loadManifests('manifests')).get('render') as Manifest;
const GOOD = { api_key: 'rnd_abc123', service_id: 'srv-cukouhrtq21c73e9scng' };

test('asks for what the guide says, and for the way in which previews are made', () => {
  expect(manifest.fields.map(({ key, type, required }) => [key, type, required])).toEqual([
    ['api_key', 'secret', true],
    ['preview_mode', 'choice', true],
    ['service_id', 'text', true],
    ['production_branch', 'text', false],
  ]);
  expect(manifest.rate_limit).toMatchObject({ requests: 100, window_seconds: 60, scope: 'Per API key' });
});

test("keeps the choice's texts as short as Slack shows them", () => {
  const options = manifest.fields.flatMap((field) => field.options ?? []);
  expect(options.map(({ value }) => value)).toEqual(['preview_service', 'pull_request_previews']);
  for (const { label, help } of options) expect(Math.max(label.length, help.length)).toBeLessThanOrEqual(75);
});

test('names the events that the adapter registers for', () => {
  expect(manifest.webhook.events).toEqual([...USED_EVENTS]);
});

test.each<[what: string, typed: Record<string, string>, values: Record<string, string>]>([
  ['no more than needed', {}, { preview_mode: 'preview_service' }],
  [
    'blanks around',
    { api_key: ' rnd_abc123 ', production_branch: ' release/2026 ' },
    { preview_mode: 'preview_service', production_branch: 'release/2026' },
  ],
  ['the other way', { preview_mode: 'pull_request_previews' }, { preview_mode: 'pull_request_previews' }],
])('takes %s', (_what, typed, values) => {
  expect(checkFields(manifest, { ...GOOD, ...typed })).toEqual({ ok: true, values: { ...GOOD, ...values } });
});

test.each([
  ['api_key', '', /API key is needed/],
  ['api_key', 'Bearer rnd_abc', /without "Bearer"/],
  ['api_key', 'abc123', /begins with rnd_/],
  ['service_id', '', /Service ID is needed/],
  ['service_id', 'web-app', /begins with srv-/],
  ['service_id', 'https://dashboard.render.com/web/srv-cukouhrtq21c73e9scng', /begins with srv-/],
  ['service_id', 'dpg-cukouhrtq21c73e9scng', /begins with srv-/],
  ['production_branch', 'main master', /no name of a Git branch/],
  ['production_branch', 'feature/*', /no name of a Git branch/],
  ['preview_mode', 'both', /./],
])('refuses as %s: %j', (field, value, message) => {
  const checked = checkFields(manifest, { ...GOOD, [field]: value });
  expect(checked).toMatchObject({ ok: false, errors: { [field]: expect.stringMatching(message) } });
});

test.each([
  [{}, { mode: 'preview_service', productionBranches: ['main', 'master'] }],
  [{ production_branch: 'refs/heads/release' }, { productionBranches: ['release'] }],
  [{ preview_mode: 'pull_request_previews' }, { mode: 'pull_request_previews' }],
])('%j is read as %j', (values, settings) => {
  const vocabulary = { statusOverrides: {}, statusNames: {}, statusCategories: {}, priorities: {} };
  expect(settingsOf({ values: { ...GOOD, ...values }, baseUrl: '', vocabulary })).toMatchObject(settings);
});
