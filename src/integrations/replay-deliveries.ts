import type { Logger } from 'pino';
import type { Audit } from '../governance/audit.ts';
import type { Actor, Gate } from '../governance/gate.ts';
import type { Queue } from '../jobs/job.ts';
import type { Database, Transaction } from '../store/database.ts';
import type { WebhookDeliveryRow } from '../store/schema.ts';
import {
  type DeliverySummary,
  findDelivery,
  findDeliveryByVendorId,
  listFailedDeliveries,
  rewriteDelivery,
} from '../store/webhook-deliveries.ts';
import type { ProviderId } from './contract.ts';
import { keptRequest } from './kept-request.ts';
import { type ReadDelivery, readDelivery } from './read-delivery.ts';
import type { LoadProvider } from './registry.ts';
import { deliveryJob } from './store-delivery.ts';

/** How many one call replays: each is a short transaction of its own. */
const MOST = 500;

export type ReplayOutcome =
  /** It is being handled. */
  | 'begun'
  /** It had been handled: what it tells of is looked at once more, and what is in step stays as it is. */
  | 'begun_again'
  /** It has not been handled yet, and will be. */
  | 'under_way'
  /** It is understood by now, and of no use. */
  | 'ignored'
  /** The same delivery came again in the meantime and was understood. */
  | 'came_again'
  | 'not_understood'
  /** What came in is kept no longer, and nothing was understood of it. */
  | 'forgotten';

export interface Replayed {
  delivery: Pick<DeliverySummary, 'id' | 'provider' | 'type'>;
  outcome: ReplayOutcome;
  /** Why, where it is not handled. */
  reason?: string;
}

export interface ReplayedAll {
  replayed: Replayed[];
  /** How many more there are than one call takes. */
  left: number;
}

/** Has deliveries handled again, by what came in: as the reader understands it now. Each throws `Refusal`. */
export interface DeliveryReplay {
  /** By our id; undefined where the actor's workspace has no such delivery. */
  replay(actor: Actor, id: string): Promise<Replayed | undefined>;
  /** Those that failed or were given up, of one provider or of all, the oldest first, as they came. */
  replayAll(actor: Actor, filter: { provider?: ProviderId | undefined }): Promise<ReplayedAll>;
}

export function createDeliveryReplay(options: {
  database: Database;
  queue: Pick<Queue, 'enqueue'>;
  providers: ReadonlyMap<ProviderId, LoadProvider>;
  gate: Gate;
  audit: Audit;
  now: () => Date;
  log: Logger;
}): DeliveryReplay {
  const { database, queue, providers, gate, audit, now, log } = options;

  async function replayOne(actor: Actor, id: string): Promise<Replayed | undefined> {
    const stored = await findDelivery(database.db, id);
    if (stored?.workspace_id !== actor.workspaceId) return undefined;
    const read = await readAgain(stored);
    return database.transaction(async (transaction) => {
      const row = await findDelivery(transaction, id);
      if (!row) return undefined;
      const { provider, status: was } = row;
      const about = { id, provider, type: read?.type ?? row.type };
      const replayed = { delivery: about, ...(await begin(transaction, row, read)) };
      await audit.record(transaction, {
        workspaceId: row.workspace_id,
        actor: actor.userId,
        action: 'delivery.replayed',
        payload: { delivery: id, provider, type: about.type, was, outcome: replayed.outcome },
      });
      return replayed;
    });
  }

  /** As it is understood now, or else was before; undefined where nothing of it is left to be understood. */
  async function readAgain(row: WebhookDeliveryRow): Promise<ReadDelivery | undefined> {
    const request = keptRequest(row);
    const provider = request && (await providers.get(row.provider)?.());
    const read =
      provider &&
      readDelivery(provider.webhook, request, (error) =>
        log.error({ err: error, deliveryId: row.id }, 'a delivery could not be read'),
      );
    const { delivery_id, type, events } = row;
    const wasUnderstood = events !== '[]';
    if (wasUnderstood && read?.status !== 'received' && read?.status !== 'ignored') {
      return { delivery_id, type, events, status: 'received', reason: null };
    }
    // Its name stays as it was stored: by that it is known when it comes again.
    return read?.status === 'failed' ? { ...read, delivery_id } : read;
  }

  async function begin(
    transaction: Transaction,
    row: WebhookDeliveryRow,
    read: ReadDelivery | undefined,
  ): Promise<Pick<Replayed, 'outcome' | 'reason'>> {
    if (row.status === 'received' || row.status === 'processing') return { outcome: 'under_way' };
    if (!read) return { outcome: 'forgotten', reason: 'what came in is kept no longer' };
    const replayedAt = now().toISOString();
    const other = await findDeliveryByVendorId(transaction, row.integration_id, read.delivery_id);
    if (other && other.id !== row.id) {
      const reason = `it came again as ${other.id}`;
      const again = { ...read, delivery_id: row.delivery_id, status: 'ignored', reason } as const;
      await rewriteDelivery(transaction, row.id, again, replayedAt);
      return { outcome: 'came_again', reason };
    }
    await rewriteDelivery(transaction, row.id, read, replayedAt);
    const why = read.reason === null ? {} : { reason: read.reason };
    if (read.status === 'failed') return { outcome: 'not_understood', ...why };
    if (read.status === 'ignored') return { outcome: 'ignored', ...why };
    await queue.enqueue(transaction, deliveryJob(row.id));
    return { outcome: row.status === 'done' ? 'begun_again' : 'begun' };
  }

  return {
    async replay(actor, id) {
      await gate.require(actor, 'delivery.replay');
      return replayOne(actor, id);
    },

    async replayAll(actor, { provider }) {
      await gate.require(actor, 'delivery.replay');
      const failed = await listFailedDeliveries(database.db, actor.workspaceId, provider);
      const replayed: Replayed[] = [];
      for (const id of failed.slice(0, MOST)) {
        const one = await replayOne(actor, id);
        if (one) replayed.push(one);
      }
      return { replayed, left: Math.max(failed.length - MOST, 0) };
    },
  };
}
