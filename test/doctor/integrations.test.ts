import { join } from 'node:path';
import { beforeEach, expect, it } from 'vitest';
import { checkIntegrations, type IntegrationsOptions } from '../../src/doctor/integrations.ts';
import { ProviderError } from '../../src/integrations/errors.ts';
import { loadManifests } from '../../src/integrations/manifest.ts';
import { openSettings, type SettingsStore } from '../../src/store/settings.ts';
import type { IntegrationSettings } from '../../src/store/settings-schema.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const manifests = await loadManifests('manifests');
const REGISTERED = {
  url: 'https://bot.acme.example/api/webhooks/vercel?integration=T1.int-1',
  secret: 'v1.sealed',
};
let settings: SettingsStore;

beforeEach(async () => {
  settings = openSettings({ directory: join(await temporaryFolder('doctor'), 'settings') });
});

async function check(webhook: IntegrationSettings['webhook'], options: Partial<IntegrationsOptions> = {}) {
  await settings.update('T1', (draft) => {
    draft.integrations.push({
      id: 'int-1',
      projectId: 'default',
      provider: 'vercel',
      fields: {},
      credentials: {},
      ...(webhook ? { webhook } : {}),
      configuredBy: 'U1',
      configuredAt: '2026-01-05T10:00:00.000Z',
    });
  });
  const test = async () => ({ summary: 'Connected to web-app.', details: [] });
  return checkIntegrations({
    settings,
    connections: { with: (_workspace, _integration, work) => work({ test }) },
    manifests,
    webhookSecrets: {},
    publicUrl: 'https://bot.acme.example',
    ...options,
  });
}

it('finds nothing to say of an integration that works', async () => {
  expect(await check(REGISTERED)).toEqual([
    { level: 'ok', what: 'Vercel', text: 'Connected to web-app.' },
    { level: 'ok', what: 'Vercel webhook', text: 'registered, and its secret is known' },
  ]);
});

it('finds credentials that the vendor refuses, with the advice of whoever knows the vendor', async () => {
  const error = new ProviderError('unauthorized', 'Vercel refused the token. Make a new one.');
  const [finding] = await check(REGISTERED, { connections: { with: () => Promise.reject(error) } });
  expect(finding).toEqual({
    level: 'fail',
    what: 'Vercel',
    text: 'unauthorized',
    mend: 'Vercel refused the token. Make a new one.',
  });
});

it('finds a webhook whose secret nobody knows', async () => {
  const [, finding] = await check(undefined);
  expect(finding).toMatchObject({ level: 'fail', text: 'no secret is known, so every delivery is refused' });
  expect(finding?.mend).toContain('VERCEL_WEBHOOK_SECRET');
});

it('is content with a secret of the environment', async () => {
  const [, finding] = await check(undefined, { webhookSecrets: { vercel: ['s'] } });
  expect(finding).toMatchObject({ level: 'ok' });
});

it('finds a webhook that is registered for an address of the past', async () => {
  const [, finding] = await check(REGISTERED, { publicUrl: 'https://new.acme.example' });
  expect(finding).toMatchObject({
    level: 'warn',
    text: 'is registered for https://bot.acme.example, not for PUBLIC_URL',
  });
});
