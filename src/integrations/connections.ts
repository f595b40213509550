import { type Caller, callingAs } from '../security/caller.ts';
import type { Redactor } from '../security/redact.ts';
import type { Vault } from '../security/vault.ts';
import type { SettingsStore } from '../store/settings.ts';
import type { IntegrationSettings } from '../store/settings-schema.ts';
import type {
  ConnectedProvider,
  DeploymentPlatform,
  IssuePriority,
  IssueStatus,
  ProviderId,
} from './contract.ts';
import { ProviderError } from './errors.ts';
import type { Manifest } from './manifest.ts';
import type { LoadProvider } from './registry.ts';
import { sealContext } from './sealed-integration.ts';
import { vocabularyOf } from './vocabulary.ts';

export interface ConnectionsOptions {
  settings: SettingsStore;
  vault: Vault;
  providers: ReadonlyMap<ProviderId, LoadProvider>;
  manifests: ReadonlyMap<ProviderId, Manifest>;
  /** Base URLs that stand in for the manifests' own. */
  apiUrls: Readonly<Record<ProviderId, string>>;
  /** Told of every opened secret, so that none is ever written to a log. */
  redactor: Pick<Redactor, 'remember'>;
  /** Resolves when the calls that have ended are durable in the audit log. */
  audited?: () => Promise<void>;
}

/** Opens the configured integrations' credentials and talks to their vendors. */
export interface Connections {
  /** Runs `work` against the integration's deployment platform; its calls are known as this integration's. */
  withPlatform<T>(
    workspaceId: string,
    integrationId: string,
    work: (platform: DeploymentPlatform) => Promise<T>,
  ): Promise<T>;
  /** The same for values that are not saved yet. */
  withValues<T>(caller: NewCaller, given: GivenValues, work: ConnectedWork<T>): Promise<T>;
  with<T>(
    workspaceId: string,
    integration: IntegrationSettings,
    work: ConnectedWork<T>,
    how?: Pick<NewCaller, 'insists'>,
  ): Promise<T>;
  /** What must not be seen of an integration, in the clear: for masking. None when it is gone. */
  secretsOf(workspaceId: string, integrationId: string): Promise<string[]>;
  /** The typed values with the sealed ones opened. */
  openValues(workspaceId: string, integration: IntegrationSettings): Record<string, string>;
  /** One sealed value; undefined where there is none. Throws `VaultError`. */
  openSecret(workspaceId: string, integration: IntegrationSettings, field: string): string | undefined;
}

export interface GivenValues {
  values: Readonly<Record<string, string>>;
  statusOverrides: Readonly<Record<string, IssueStatus>> | undefined;
  priorityOverrides?: Readonly<Record<string, IssuePriority>> | undefined;
}

export type NewCaller = Omit<Caller, 'hosts'>;

type ConnectedWork<T> = (connected: ConnectedProvider) => Promise<T>;

export function createConnections(options: ConnectionsOptions): Connections {
  const { settings, vault, providers, manifests, apiUrls, redactor, audited } = options;

  async function withValues<T>(caller: NewCaller, given: GivenValues, work: ConnectedWork<T>) {
    const provider = await providers.get(caller.provider)?.();
    const manifest = manifests.get(caller.provider);
    if (!provider || !manifest) throw new Error(`There is no provider called ${caller.provider}.`);
    const { values, statusOverrides = {}, priorityOverrides } = given;
    for (const { key, type } of manifest.fields) {
      if (type === 'secret') redactor.remember(values[key] ?? '');
    }
    const ownUrls = manifest.fields.filter(({ type }) => type === 'url').map(({ key }) => values[key] ?? '');
    const hosts = ownUrls.filter((url) => URL.canParse(url)).map((url) => new URL(url).hostname);
    return callingAs({ ...caller, hosts }, async () => {
      const baseUrl = apiUrls[caller.provider] ?? baseUrlOf(manifest, values);
      const vocabulary = vocabularyOf(manifest, statusOverrides, priorityOverrides);
      try {
        return await work(await provider.connect({ values, baseUrl, vocabulary }));
      } finally {
        // Nobody acts on a vendor's answer, and nothing of it is committed, before the call stands in the log.
        await audited?.();
      }
    });
  }

  function openSecret(workspaceId: string, integration: IntegrationSettings, field: string) {
    const sealed = integration.credentials[field];
    return sealed === undefined
      ? undefined
      : vault.open(sealed, sealContext(workspaceId, integration)(field));
  }

  function openValues(workspaceId: string, integration: IntegrationSettings) {
    const contextOf = sealContext(workspaceId, integration);
    const opened = Object.entries(integration.credentials).map(([field, sealed]) => {
      return [field, vault.open(sealed, contextOf(field))] as const;
    });
    return { ...integration.fields, ...Object.fromEntries(opened) };
  }

  async function find(workspaceId: string, integrationId: string): Promise<IntegrationSettings | undefined> {
    const { integrations } = await settings.read(workspaceId);
    return integrations.find((candidate) => candidate.id === integrationId);
  }

  const connections: Connections = {
    withValues,
    openValues,
    openSecret,
    with: (workspaceId, integration, work, how = {}) =>
      withValues(
        { ...how, workspaceId, provider: integration.provider, integrationId: integration.id },
        {
          values: openValues(workspaceId, integration),
          statusOverrides: integration.statusOverrides,
          priorityOverrides: integration.priorityOverrides,
        },
        work,
      ),
    async secretsOf(workspaceId, integrationId) {
      const integration = await find(workspaceId, integrationId);
      const values = integration ? openValues(workspaceId, integration) : {};
      return Object.keys(integration?.credentials ?? {}).flatMap((field) => values[field] ?? []);
    },
    async withPlatform(workspaceId, integrationId, work) {
      const integration = await find(workspaceId, integrationId);
      if (!integration) {
        throw new ProviderError('not_found', 'This integration has been disconnected. Configure it again.');
      }
      return connections.with(workspaceId, integration, (connected) => {
        if (!connected.deployments) {
          throw new ProviderError('invalid_request', `${integration.provider} does not deploy previews.`);
        }
        return work(connected.deployments);
      });
    },
  };
  return connections;
}

function baseUrlOf({ api }: Manifest, values: Readonly<Record<string, string>>): string {
  return api.base_url ?? values[api.base_url_field ?? ''] ?? '';
}
