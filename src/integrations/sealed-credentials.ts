import type { Sealed } from '../security/sealed-text.ts';
import type { SealContext } from '../security/vault.ts';
import type { SettingsStore } from '../store/settings.ts';
import type { IntegrationSettings } from '../store/settings-schema.ts';
import { sealContext, WEBHOOK_SECRET_FIELD } from './sealed-integration.ts';

/** A sealed text of the settings, and what it was sealed for. */
export interface SealedCredential {
  sealed: Sealed;
  context: SealContext;
}

/** Every sealed text of every workspace. */
export async function sealedCredentials(
  settings: Pick<SettingsStore, 'workspaces' | 'read'>,
): Promise<SealedCredential[]> {
  const found: SealedCredential[] = [];
  for (const workspaceId of await settings.workspaces()) {
    const { integrations } = await settings.read(workspaceId);
    for (const integration of integrations) found.push(...sealedIn(workspaceId, integration));
  }
  return found;
}

function sealedIn(workspaceId: string, integration: IntegrationSettings): SealedCredential[] {
  const contextOf = sealContext(workspaceId, integration);
  const secret = integration.webhook?.secret;
  const sealed = { ...integration.credentials, ...(secret ? { [WEBHOOK_SECRET_FIELD]: secret } : {}) };
  return Object.entries(sealed).map(([field, text]) => ({ sealed: text, context: contextOf(field) }));
}
