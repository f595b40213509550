import type { Logger } from 'pino';
import type { Redactor } from '../security/redact.ts';
import type { Vault } from '../security/vault.ts';
import type { SettingsStore } from '../store/settings.ts';
import type { InboundRequest, ProviderId } from './contract.ts';
import { findTargets } from './delivery-targets.ts';
import { keptHeaders } from './kept-request.ts';
import type { Manifest } from './manifest.ts';
import { readDelivery } from './read-delivery.ts';
import type { LoadProvider } from './registry.ts';
import type { StoreDeliveries } from './store-delivery.ts';

export interface IntakeOptions {
  settings: SettingsStore;
  vault: Vault;
  redactor: Pick<Redactor, 'remember'>;
  log: Logger;
  /** Stores one delivery, for each whom it is for, together with its jobs. */
  store: StoreDeliveries;
  providers: ReadonlyMap<ProviderId, LoadProvider>;
  manifests: ReadonlyMap<ProviderId, Manifest>;
  /** By provider, from the environment: they may sign for any integration of theirs. */
  webhookSecrets: Readonly<Record<ProviderId, readonly string[]>>;
  now: () => Date;
  newId: () => string;
}

export type IntakeOutcome =
  /** Stored, or stored before: the vendor may forget it. */
  | { kind: 'accepted'; deliveries: string[] }
  | { kind: 'ignored'; reason: string }
  | { kind: 'unknown_provider' }
  /** No secret is known, so nothing can be believed. */
  | { kind: 'closed'; advice: string }
  | { kind: 'unverified'; reason: string }
  /** Stored as well, so that it can be replayed once it is understood. */
  | { kind: 'not_understood'; reason: string; deliveries: string[] };

/** Takes one delivery in: verify on the raw bytes, read it, store it with its job in one transaction. No more. */
export type Intake = (
  provider: ProviderId,
  request: InboundRequest,
  /** `T123.int-abc` where the address says which integration is meant. */
  address: string | undefined,
) => Promise<IntakeOutcome>;

export function createIntake(options: IntakeOptions): Intake {
  const { providers, manifests, log, now } = options;
  return async (providerId, request, address) => {
    const provider = await providers.get(providerId)?.();
    const manifest = manifests.get(providerId);
    if (!provider || !manifest) return { kind: 'unknown_provider' };

    const candidates = await findTargets(options, providerId, address);
    const secrets = candidates.map(({ secret }) => secret);
    if (secrets.length === 0) {
      const advice = `No secret for ${manifest.name} is known yet: configure it in Slack or set ${manifest.webhook.secret_env}.`;
      return { kind: 'closed', advice };
    }
    const verified = provider.webhook.verify(request, secrets, now());
    if (!verified.ok) return { kind: 'unverified', reason: verified.reason };
    const targets = candidates[verified.secretIndex]?.targets ?? [];
    if (targets.length === 0)
      return { kind: 'ignored', reason: `${manifest.name} is not configured in Slack yet` };

    const read = readDelivery(provider.webhook, request, (error) =>
      log.error({ err: error, provider: providerId }, 'a delivery could not be read'),
    );
    const receivedAt = now().toISOString();
    const rows = targets.map(({ workspaceId, integrationId }) => ({
      ...read,
      id: options.newId(),
      workspace_id: workspaceId,
      integration_id: integrationId,
      provider: providerId,
      body: request.body,
      headers: keptHeaders(request.headers),
      received_at: receivedAt,
      handled_at: null,
      replayed_at: null,
    }));
    const deliveries = await options.store(rows);
    return read.status === 'failed'
      ? { kind: 'not_understood', reason: read.reason ?? '', deliveries }
      : { kind: 'accepted', deliveries };
  };
}
