import type { Action } from '../governance/actions.ts';
import type { Act } from '../governance/acts.ts';
import { type Actor, type Gate, Refusal } from '../governance/gate.ts';
import type { Queue } from '../jobs/job.ts';
import type { Database, Transaction } from '../store/database.ts';
import type { PreviewRow } from '../store/schema.ts';
import { endingAt, expiryFrom, staying } from './expiry.ts';
import { enqueuePreviewJob } from './jobs.ts';
import type { RecordChange } from './record.ts';
import { mustFind } from './requests.ts';

/** What people decide about how long a preview lives. Each is durable when it returns. */
export interface PreviewLifetime {
  /** Counts its days anew from now. */
  extend(actor: Actor, previewId: string): Promise<PreviewRow>;
  /** It is not removed by time any more. */
  keep(actor: Actor, previewId: string): Promise<PreviewRow>;
  /** Removes it at the vendor, now. */
  expire(actor: Actor, previewId: string): Promise<PreviewRow>;
  markQaPassed(actor: Actor, previewId: string): Promise<PreviewRow>;
}

export function createPreviewLifetime(options: {
  database: Database;
  queue: Queue;
  gate: Gate;
  record: RecordChange;
  now: () => Date;
  retentionDays: () => number;
  /** Told within its transaction when one passed QA. */
  onQaPassed: (transaction: Transaction, preview: PreviewRow) => Promise<void>;
}): PreviewLifetime {
  const { database, queue, gate, record, now, retentionDays } = options;

  async function change(
    actor: Actor,
    action: Action,
    act: Extract<Act, { input: { previewId: string } }>,
    work: (transaction: Transaction, preview: PreviewRow) => Promise<PreviewRow>,
  ): Promise<PreviewRow> {
    const { previewId } = act.input;
    const { provider } = await mustFind(database.db, actor, previewId);
    await gate.require(actor, action, { provider }, act);
    return database.transaction(async (transaction) => {
      const preview = await mustFind(transaction, actor, previewId);
      if (preview.state !== 'ready' && preview.state !== 'expiring') {
        throw new Refusal(`${preview.id} is ${preview.state}; this takes one that is ready.`);
      }
      return work(transaction, preview);
    });
  }

  return {
    extend: (actor, previewId) =>
      change(
        actor,
        'preview.extend',
        { kind: 'preview.extend', input: { previewId } },
        (transaction, preview) => {
          const expiresAt = expiryFrom(now(), retentionDays());
          return record(transaction, preview, staying(expiresAt), actor.userId, 'preview.extended');
        },
      ),

    keep: (actor, previewId) =>
      change(
        actor,
        'preview.extend',
        { kind: 'preview.keep', input: { previewId } },
        (transaction, preview) => record(transaction, preview, staying(null), actor.userId, 'preview.kept'),
      ),

    expire: (actor, previewId) =>
      change(
        actor,
        'preview.expire',
        { kind: 'preview.expire', input: { previewId } },
        async (transaction, preview) => {
          const after = await record(transaction, preview, endingAt(now()), actor.userId);
          await enqueuePreviewJob(queue, transaction, 'preview.expire', previewId);
          return after;
        },
      ),

    markQaPassed: (actor, previewId) =>
      change(
        actor,
        'preview.qa',
        { kind: 'preview.mark_qa', input: { previewId } },
        async (transaction, preview) => {
          const changes = { qa_passed_by: actor.userId };
          const after = await record(transaction, preview, changes, actor.userId, 'preview.qa_passed');
          await options.onQaPassed(transaction, after);
          return after;
        },
      ),
  };
}
