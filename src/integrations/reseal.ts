import type { Logger } from 'pino';
import type { Audit } from '../governance/audit.ts';
import type { JobHandlers } from '../jobs/job.ts';
import { parseSealed } from '../security/sealed-text.ts';
import type { Vault } from '../security/vault.ts';
import type { Database } from '../store/database.ts';
import type { SettingsStore } from '../store/settings.ts';
import type { IntegrationSettings, Settings } from '../store/settings-schema.ts';
import { sealContext, WEBHOOK_SECRET_FIELD } from './sealed-integration.ts';

export interface ResealOptions {
  settings: SettingsStore;
  vault: Vault;
  audit: Audit;
  database: Database;
  log: Pick<Logger, 'info' | 'error'>;
}

/**
 * Seals anew, with the vault's present key, what an older key sealed. A workspace at a time, each of them wholly or not
 * at all; both keys open meanwhile, so nobody notices. Run again, it goes on where it was cut off.
 */
export function createResealHandler(options: ResealOptions): JobHandlers['vault.reseal'] {
  const { settings, vault, audit, database, log } = options;
  return async () => {
    const keyId = vault.currentKeyId;
    for (const workspaceId of await settings.workspaces()) {
      const { integrations } = await settings.read(workspaceId);
      const due = integrations.flatMap(sealedTexts).filter((sealed) => keyIdOf(sealed) !== keyId);
      if (due.length === 0) continue;
      // Said before it is done: cut off in between, it is said twice and not never.
      const payload = { key: keyId, from: [...new Set(due.map(keyIdOf))], secrets: due.length };
      await audit.record(database.db, { workspaceId, actor: 'system', action: 'vault.resealed', payload });
      const failed = await settings.update(workspaceId, (draft) => resealAll(vault, workspaceId, draft));
      log.info(
        { workspaceId, ...payload, failed: failed.length },
        'credentials were sealed with the new key',
      );
      for (const { integration, field, error } of failed) {
        log.error(
          { err: error, workspaceId, integration, field },
          'a credential cannot be opened: type it anew',
        );
      }
    }
  };
}

/** The ids of the keys that what is sealed in a workspace's settings was sealed with. */
export function keysInUse({ integrations }: Readonly<Settings>): Set<string> {
  return new Set(integrations.flatMap(sealedTexts).map(keyIdOf));
}

interface Unopened {
  integration: string;
  field: string;
  error: unknown;
}

/** What cannot be opened stays as it is, and keeps nothing else from being sealed anew. */
function resealAll(vault: Vault, workspaceId: string, { integrations }: Settings): Unopened[] {
  const failed: Unopened[] = [];
  for (const integration of integrations) {
    const contextOf = sealContext(workspaceId, integration);
    const reseal = (field: string, sealed: string): string => {
      if (keyIdOf(sealed) === vault.currentKeyId) return sealed;
      try {
        return vault.reseal(sealed, contextOf(field));
      } catch (error) {
        failed.push({ integration: integration.id, field, error });
        return sealed;
      }
    };
    for (const [field, sealed] of Object.entries(integration.credentials)) {
      integration.credentials[field] = reseal(field, sealed);
    }
    const { webhook } = integration;
    if (webhook?.secret) webhook.secret = reseal(WEBHOOK_SECRET_FIELD, webhook.secret);
  }
  return failed;
}

function sealedTexts({ credentials, webhook }: IntegrationSettings): string[] {
  return [...Object.values(credentials), ...(webhook?.secret ? [webhook.secret] : [])];
}

/** Empty for what is no sealed text. */
function keyIdOf(sealed: string): string {
  return parseSealed(sealed)?.keyId ?? '';
}
