import type { Act } from '../governance/acts.ts';
import type { Audit } from '../governance/audit.ts';
import { type Actor, type Gate, Refusal } from '../governance/gate.ts';
import { orMayAsk } from '../governance/or-may-ask.ts';
import type { Queue } from '../jobs/job.ts';
import type { Database, Executor } from '../store/database.ts';
import { previewById } from '../store/previews.ts';
import type { PreviewRow } from '../store/schema.ts';
import type { SettingsStore } from '../store/settings.ts';
import type { BeginPreview } from './begin.ts';
import { checkBranch } from './branch.ts';
import { ablePlatforms, choosePlatform } from './choose-platform.ts';
import { enqueuePreviewJob } from './jobs.ts';
import { hasEnded, nextAttempt } from './lifecycle.ts';
import { auditPayload, type RecordChange } from './record.ts';
import { previewOfStep, type WorkflowStep, waitFor } from './workflow-steps.ts';

export interface PreviewRequestsOptions {
  database: Database;
  settings: SettingsStore;
  queue: Queue;
  /** Providers that can deploy previews. */
  platforms: ReadonlySet<string>;
  gate: Gate;
  audit: Audit;
  record: RecordChange;
  now: () => Date;
  begin: BeginPreview;
}

export interface PreviewRequest {
  branch: string;
  /** Needed only where more than one platform is configured. */
  provider?: string | undefined;
  /** Where its card is to live. */
  channel: string;
  /** What it is deployed for. */
  microstepId?: string | undefined;
  /**
   * The step of a workflow that is to be told of its end. Asked for again for the same step, the preview of the first time
   * is given.
   */
  workflowStep?: WorkflowStep | undefined;
}

/**
 * What people ask of previews. Each is durable when it returns, and done by a job after that. What cannot be done
 * is a `Refusal` with its reason in words, and changes nothing.
 */
export interface PreviewRequests {
  /** The platforms that a preview can be deployed with. Throws `Refusal` where there is none, or none as wanted. */
  platforms(actor: Actor, wanted?: string): Promise<string[]>;
  request(actor: Actor, request: PreviewRequest): Promise<PreviewRow>;
  /** Deploys the same branch again, as a new attempt of the same preview. */
  redeploy(actor: Actor, previewId: string): Promise<PreviewRow>;
  cancel(actor: Actor, previewId: string): Promise<PreviewRow>;
}

export function createPreviewRequests(options: PreviewRequestsOptions): PreviewRequests {
  const { database, settings, queue, platforms, gate, audit, record, now } = options;

  return {
    async platforms(actor, wanted) {
      await orMayAsk(gate.require(actor, 'preview.deploy', wanted === undefined ? {} : { provider: wanted }));
      const { integrations } = await settings.read(actor.workspaceId);
      return ablePlatforms(integrations, platforms, wanted).map(({ provider }) => provider);
    },

    async request(actor, { branch, provider, channel, microstepId = null, workflowStep }) {
      checkBranch(branch);
      const { integrations } = await settings.read(actor.workspaceId);
      const input = { branch, provider, channel, ...(microstepId === null ? {} : { microstepId }) };
      const named = provider === undefined ? {} : { provider };
      const act: Act = { kind: 'preview.request', input };
      const integration = await gate.requireWithin(actor, 'preview.deploy', act, async (check) => {
        check(named);
        const chosen = choosePlatform(integrations, platforms, provider);
        check({ provider: chosen.provider });
        return chosen;
      });
      const { workspaceId, userId: requestedBy } = actor;
      return database.transaction(async (transaction) => {
        const earlier = workflowStep && (await previewOfStep(transaction, workflowStep));
        if (earlier) return earlier;
        const wanted = { integration, workspaceId, branch, channel, requestedBy, microstepId };
        const preview = await options.begin(transaction, wanted);
        if (workflowStep) await waitFor(transaction, workflowStep, preview, now());
        return preview;
      });
    },

    async redeploy(actor, previewId) {
      const { provider } = await mustFind(database.db, actor, previewId);
      const act = { kind: 'preview.redeploy', input: { previewId } } as const;
      await gate.require(actor, 'preview.redeploy', { provider }, act);
      return database.transaction(async (transaction) => {
        const preview = await mustFind(transaction, actor, previewId);
        if (!hasEnded(preview.state)) {
          throw new Refusal(`${preview.id} is still ${preview.state}. Cancel it first, or wait for its end.`);
        }
        const after = await record(transaction, preview, nextAttempt(preview, now()), actor.userId);
        await enqueuePreviewJob(queue, transaction, 'preview.deploy', preview.id);
        return after;
      });
    },

    async cancel(actor, previewId) {
      const { provider } = await mustFind(database.db, actor, previewId);
      const act = { kind: 'preview.cancel', input: { previewId } } as const;
      await gate.require(actor, 'preview.cancel', { provider }, act);
      return database.transaction(async (transaction) => {
        const preview = await mustFind(transaction, actor, previewId);
        if (hasEnded(preview.state)) throw new Refusal(`${preview.id} is already ${preview.state}.`);
        const { workspaceId, userId } = actor;
        const payload = auditPayload(preview);
        await audit.record(transaction, {
          workspaceId,
          actor: userId,
          action: 'preview.cancel_requested',
          payload,
        });
        await queue.enqueue(transaction, {
          kind: 'preview.cancel',
          payload: { previewId, attempt: preview.attempt },
          key: `cancel:${previewId}:${preview.attempt}`,
          lane: `preview:${previewId}`,
        });
        return preview;
      });
    },
  };
}

/** Throws `Refusal` where the actor's workspace has no such preview. */
export async function mustFind(executor: Executor, actor: Actor, previewId: string): Promise<PreviewRow> {
  const preview = await previewById(executor, actor.workspaceId, previewId);
  if (preview) return preview;
  throw new Refusal(`There is no preview “${previewId}”. \`/buildrunner previews\` lists them.`);
}
