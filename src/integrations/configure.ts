import type { Logger } from 'pino';
import type { Audit } from '../governance/audit.ts';
import { type Actor, type Gate, Refusal } from '../governance/gate.ts';
import type { Vault } from '../security/vault.ts';
import type { Database } from '../store/database.ts';
import type { SettingsStore } from '../store/settings.ts';
import type { IntegrationSettings, Settings } from '../store/settings-schema.ts';
import { type CheckedFields, checkFields } from './check-fields.ts';
import { configuredIn, factsOfConfiguring, knownId, projectForNew } from './configured.ts';
import type { Connections } from './connections.ts';
import type { ConnectionReport, ProviderId } from './contract.ts';
import { credentialDates } from './credential-age.ts';
import { ProviderError } from './errors.ts';
import type { Manifest } from './manifest.ts';
import { registerWebhook, type WebhookOutcome, webhookUrl } from './register-webhook.ts';
import { sealIntegration } from './sealed-integration.ts';

export interface ConfigurationOptions {
  database: Database;
  settings: SettingsStore;
  vault: Vault;
  connections: Connections;
  manifests: ReadonlyMap<ProviderId, Manifest>;
  gate: Gate;
  audit: Audit;
  /** Where vendors reach us; undefined while nobody has said. */
  publicUrl: string | undefined;
  now: () => Date;
  log: Logger;
  newIntegrationId: () => string;
  /** A fresh secret for webhooks to be signed with. */
  newSecret: () => string;
}

/** What was typed, by field. A secret left empty keeps the one that is sealed already. */
export type TypedValues = Readonly<Record<string, string | null | undefined>>;

export interface Configuration {
  /** Throws `Refusal` where this person may not configure the provider, or the project has no room for it. */
  requireMay(actor: Actor, provider: ProviderId): Promise<void>;
  /** Checks at once and without the vendor: a sentence by field. Throws `Refusal`. */
  check(actor: Actor, provider: ProviderId, typed: TypedValues): Promise<CheckedFields>;
  /** Tests the connection, registers the webhook, seals and saves. Throws `ProviderError` and then saves nothing. */
  configure(
    actor: Actor,
    provider: ProviderId,
    typed: TypedValues,
  ): Promise<{ report: ConnectionReport; webhook: WebhookOutcome }>;
  /** Tests an integration as it is saved, and keeps the outcome. Throws `ProviderError` or `Refusal`. */
  test(actor: Actor, provider: ProviderId): Promise<ConnectionReport>;
  /** All of a workspace. Throws `Refusal`. */
  list(actor: Actor): Promise<readonly IntegrationSettings[]>;
}

export function createConfiguration(options: ConfigurationOptions): Configuration {
  const { database, settings, vault, connections, gate, audit, now, log } = options;

  function manifestOf(provider: ProviderId): Manifest {
    const manifest = options.manifests.get(provider);
    if (manifest) return manifest;
    const known = [...options.manifests.keys()].join(', ');
    throw new Refusal(`There is no provider called “${provider}”; there is: ${known}.`);
  }

  async function saved(workspaceId: string, provider: ProviderId): Promise<IntegrationSettings | undefined> {
    return configuredIn(await settings.read(workspaceId), provider);
  }

  async function requireMay(actor: Actor, provider: ProviderId): Promise<void> {
    const facts = factsOfConfiguring(await settings.read(actor.workspaceId), provider);
    await gate.require(actor, 'integration.configure', facts);
  }

  async function check(actor: Actor, provider: ProviderId, typed: TypedValues): Promise<CheckedFields> {
    const manifest = manifestOf(provider);
    await requireMay(actor, provider);
    const present = await saved(actor.workspaceId, provider);
    const merged = { ...typed };
    for (const { key, type } of manifest.fields) {
      // Only what was left empty is opened: after a change of the vault's key it can still be typed anew.
      if (type !== 'secret' || merged[key]?.trim() || !present) continue;
      merged[key] = connections.openSecret(actor.workspaceId, present, key);
    }
    return checkFields(manifest, merged);
  }

  /** What is sealed now; undefined where it cannot be opened, after a change of the vault's key. */
  function secretIn(workspaceId: string, present: IntegrationSettings | undefined, field: string) {
    try {
      return present && connections.openSecret(workspaceId, present, field);
    } catch {
      return undefined;
    }
  }

  async function keepTest(workspaceId: string, id: string, ok: boolean, summary: string): Promise<void> {
    await settings.update(workspaceId, (draft) => {
      const integration = draft.integrations.find((candidate) => candidate.id === id);
      if (integration) integration.lastTest = { at: now().toISOString(), ok, summary };
    });
  }

  /** A registration that is replaced would go on delivering with a secret nobody knows; that it stays is no failure. */
  async function removeOldWebhook(
    workspaceId: string,
    old: IntegrationSettings | undefined,
    webhook: WebhookOutcome,
  ) {
    const externalId = old?.webhook?.externalId;
    if (!old || !externalId || !webhook.registered || webhook.registered.externalId === externalId) return;
    await connections
      .with(workspaceId, old, async ({ webhooks }) => webhooks?.remove(externalId))
      .catch((error: unknown) =>
        log.warn({ err: error, integration: old.id }, 'an old webhook is still registered'),
      );
  }

  return {
    requireMay,
    check,

    async configure(actor, provider, typed) {
      const manifest = manifestOf(provider);
      const checked = await check(actor, provider, typed);
      if (!checked.ok) throw new Refusal(Object.values(checked.errors).join(' '));
      const { workspaceId } = actor;
      const before = await settings.read(workspaceId);
      const present = configuredIn(before, provider);
      const id = knownId(before, provider) ?? options.newIntegrationId();
      const url = options.publicUrl && webhookUrl(options.publicUrl, manifest.webhook.path, workspaceId, id);
      const caller = { workspaceId, provider, integrationId: id, insists: true };
      const { statusOverrides, priorityOverrides } = present ?? {};
      const proposedSecret = options.newSecret();
      const given = { values: checked.values, statusOverrides, priorityOverrides };
      const { report, webhook } = await connections.withValues(caller, given, async (connected) => ({
        report: await connected.test(),
        webhook: await registerWebhook(connected, url, proposedSecret),
      }));

      const at = now().toISOString();
      const save = (draft: Settings) => {
        const rival = draft.integrations.find((other) => other.provider === provider && other.id !== id);
        if (rival)
          throw new Refusal(`${manifest.name} was configured by someone else at this moment. Try once more.`);
        const integration = sealIntegration(vault, workspaceId, {
          id,
          projectId: present?.projectId ?? projectForNew(draft),
          manifest,
          values: checked.values,
          webhook,
          keptWebhook: present?.webhook,
          credentialsSince: credentialDates({
            manifest,
            present,
            presentSecret: (field) => secretIn(workspaceId, present, field),
            values: checked.values,
            at,
          }),
          statusOverrides,
          priorityOverrides,
          summary: report.summary,
          userId: actor.userId,
          at,
        });
        draft.integrations = [...draft.integrations.filter((other) => other.id !== id), integration];
      };
      // Asked once more on what is saved by now: two people may configure at the same moment.
      await gate.requireWithin(actor, 'integration.configure', undefined, (check) =>
        settings.update(workspaceId, (draft) => {
          check(factsOfConfiguring(draft, provider));
          save(draft);
        }),
      );
      await removeOldWebhook(workspaceId, present, webhook);
      await audit.record(database.db, {
        workspaceId,
        actor: actor.userId,
        action: 'integration.configured',
        payload: { integration: id, provider, fields: Object.keys(checked.values) },
      });
      return { report, webhook };
    },

    async test(actor, provider) {
      manifestOf(provider);
      await gate.require(actor, 'integration.test', { provider });
      const { workspaceId } = actor;
      const integration = await saved(workspaceId, provider);
      if (!integration) {
        throw new Refusal(
          `${provider} is not configured yet. Start with \`/buildrunner configure ${provider}\`.`,
        );
      }
      const outcome = { integration: integration.id, provider };
      try {
        const report = await connections.with(workspaceId, integration, (connected) => connected.test(), {
          insists: true,
        });
        await keepTest(workspaceId, integration.id, true, report.summary);
        await record('integration.tested', outcome);
        return report;
      } catch (error) {
        if (!(error instanceof ProviderError)) throw error;
        await keepTest(workspaceId, integration.id, false, error.advice);
        await record('integration.test_failed', { ...outcome, code: error.code });
        throw error;
      }

      function record(action: string, payload: Record<string, unknown>) {
        return audit.record(database.db, { workspaceId, actor: actor.userId, action, payload });
      }
    },

    async list(actor) {
      await gate.require(actor, 'integration.read');
      return (await settings.read(actor.workspaceId)).integrations;
    },
  };
}
