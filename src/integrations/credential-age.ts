import type { IntegrationSettings } from '../store/settings-schema.ts';
import type { Manifest } from './manifest.ts';

/** As the guide recommends: tokens are rotated monthly. */
const ROTATE_AFTER_DAYS = 30;

const DAY_MS = 24 * 60 * 60_000;

/**
 * Since when each secret of an integration has been in use. One that was typed again unchanged is as old as it was;
 * `presentSecret` gives what is sealed now, undefined where there is nothing or it cannot be opened.
 */
export function credentialDates(given: {
  manifest: Manifest;
  present: IntegrationSettings | undefined;
  presentSecret: (field: string) => string | undefined;
  values: Readonly<Record<string, string>>;
  at: string;
}): Record<string, string> {
  const { manifest, present, presentSecret, values, at } = given;
  const secrets = manifest.fields.filter(({ key, type }) => type === 'secret' && values[key] !== undefined);
  return Object.fromEntries(
    secrets.map(({ key }) => {
      const isSame = present !== undefined && presentSecret(key) === values[key];
      return [key, isSame ? sinceOf(present, key) : at];
    }),
  );
}

/** Since when the oldest secret of an integration has been in use. Undefined where it has none. */
export function oldestCredential(integration: IntegrationSettings): string | undefined {
  return Object.keys(integration.credentials)
    .map((field) => sinceOf(integration, field))
    .sort()[0];
}

/** Whether a secret that has been in use since then should be replaced by now. */
export function isDueForRotation(since: string, now: Date): boolean {
  return now.getTime() - Date.parse(since) >= ROTATE_AFTER_DAYS * DAY_MS;
}

/** Of what was configured before dates were kept, the day of the configuration is known. */
function sinceOf({ credentialsSince, configuredAt }: IntegrationSettings, field: string): string {
  return credentialsSince?.[field] ?? configuredAt;
}
