import type { Logger } from 'pino';
import type { Queue } from '../jobs/job.ts';
import type { Redactor } from '../security/redact.ts';
import type { Vault } from '../security/vault.ts';
import type { Database } from '../store/database.ts';
import type { SettingsStore } from '../store/settings.ts';
import { insertDeliveryIfNew } from '../store/webhook-deliveries.ts';
import type { InboundRequest, Provider, ProviderId } from './contract.ts';
import { type DeliveryTarget, findTargets } from './delivery-targets.ts';
import { NotUnderstood } from './errors.ts';
import type { Manifest } from './manifest.ts';
import type { LoadProvider } from './registry.ts';

export interface IntakeOptions {
  database: Database;
  settings: SettingsStore;
  vault: Vault;
  redactor: Pick<Redactor, 'remember'>;
  log: Logger;
  queue: Queue;
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
  | { kind: 'not_understood'; reason: string };

/** Takes one delivery in: verify on the raw bytes, normalize, store it with its job in one transaction. No more. */
export type Intake = (
  provider: ProviderId,
  request: InboundRequest,
  /** `T123.int-abc` where the address says which integration is meant. */
  address: string | undefined,
) => Promise<IntakeOutcome>;

export function createIntake(options: IntakeOptions): Intake {
  const { database, queue, providers, manifests, now } = options;
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

    try {
      const delivery = provider.webhook.normalize(request);
      return { kind: 'accepted', deliveries: await store(targets, delivery) };
    } catch (error) {
      if (error instanceof NotUnderstood) return { kind: 'not_understood', reason: error.message };
      throw error;
    }

    async function store(
      to: readonly DeliveryTarget[],
      delivery: ReturnType<Provider['webhook']['normalize']>,
    ): Promise<string[]> {
      const receivedAt = now().toISOString();
      return database.transaction(async (transaction) => {
        const ids: string[] = [];
        for (const target of to) {
          const { row, isNew } = await insertDeliveryIfNew(transaction, {
            id: options.newId(),
            workspace_id: target.workspaceId,
            integration_id: target.integrationId,
            provider: providerId,
            delivery_id: delivery.deliveryId,
            type: delivery.type,
            status: delivery.ignored === undefined ? 'received' : 'ignored',
            reason: delivery.ignored ?? null,
            events: JSON.stringify(delivery.events),
            body: request.body,
            received_at: receivedAt,
            handled_at: null,
          });
          ids.push(row.id);
          const runAgain = row.status === 'failed' || row.status === 'dead';
          if ((isNew && delivery.ignored === undefined) || runAgain) {
            const job = {
              kind: 'delivery.process',
              payload: { deliveryId: row.id },
              key: `delivery:${row.id}`,
            } as const;
            await queue.enqueue(transaction, job);
          }
        }
        return ids;
      });
    }
  };
}
