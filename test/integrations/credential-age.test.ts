import { beforeAll, describe, expect, it } from 'vitest';
import {
  credentialDates,
  isDueForRotation,
  oldestCredential,
} from '../../src/integrations/credential-age.ts';
import { loadManifests, type Manifest } from '../../src/integrations/manifest.ts';
import type { IntegrationSettings } from '../../src/store/settings-schema.ts';

const CONFIGURED = '2026-01-05T10:00:00.000Z';
const NOW = '2026-03-01T10:00:00.000Z';

let manifest: Manifest;
beforeAll(async () => {
  manifest = (await loadManifests('manifests')).get('vercel')!;
});

function integration(changes: Partial<IntegrationSettings> = {}): IntegrationSettings {
  return {
    id: 'int-1',
    projectId: 'default',
    provider: 'vercel',
    fields: {},
    credentials: { token: 'v1.sealed' },
    configuredBy: 'U1',
    configuredAt: CONFIGURED,
    ...changes,
  };
}

describe('the age of a credential', () => {
  const datesOf = (present: IntegrationSettings | undefined, secret: string | undefined) =>
    credentialDates({
      manifest,
      present,
      presentSecret: () => secret,
      values: { token: 'typed', project_name: 'web-app' },
      at: NOW,
    });

  it('begins when it is typed, and covers secrets alone', () => {
    expect(datesOf(undefined, undefined)).toEqual({ token: NOW });
    expect(datesOf(integration(), 'another')).toEqual({ token: NOW });
  });

  it('goes on while the secret stays the same, whatever else is changed', () => {
    expect(datesOf(integration(), 'typed')).toEqual({ token: CONFIGURED });
    const since = { token: '2026-02-02T00:00:00.000Z' };
    expect(datesOf(integration({ credentialsSince: since }), 'typed')).toEqual(since);
  });

  it('begins anew where the old one cannot be opened', () => {
    expect(datesOf(integration(), undefined)).toEqual({ token: NOW });
  });

  it('is that of the oldest', () => {
    const credentials = { token: 'v1.a', other: 'v1.b' };
    const credentialsSince = { token: NOW, other: '2026-02-02T00:00:00.000Z' };
    expect(oldestCredential(integration({ credentials, credentialsSince }))).toBe(credentialsSince.other);
    expect(oldestCredential(integration({ credentials, credentialsSince: { token: NOW } }))).toBe(CONFIGURED);
    expect(oldestCredential(integration({ credentials: {} }))).toBeUndefined();
  });

  it('is a reason to replace it after thirty days', () => {
    expect(isDueForRotation(CONFIGURED, new Date('2026-02-04T09:59:59.999Z'))).toBe(false);
    expect(isDueForRotation(CONFIGURED, new Date('2026-02-04T10:00:00.000Z'))).toBe(true);
  });
});
