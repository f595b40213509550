import type { Act } from '../governance/acts.ts';
import { decide } from '../governance/decide.ts';
import { type Actor, type Gate, Refusal } from '../governance/gate.ts';
import type { Transaction } from '../store/database.ts';
import type { SyncHistoryRow } from '../store/issue-schema.ts';
import type { IntegrationSettings } from '../store/settings-schema.ts';
import {
  findSyncRun,
  finishSyncRun,
  insertSyncRun,
  listSyncRuns,
  pruneSyncRuns,
  runningSyncRuns,
  type SyncRunFilter,
} from '../store/sync-history.ts';
import { type DryRun, dryRun } from './dry-run.ts';
import type { SyncDirection } from './merge.ts';
import type { IssueOptions } from './options.ts';
import { syncJob } from './sync.ts';

export interface SyncRequest {
  /** A provider or an integration id; all trackers when absent. */
  what?: string | undefined;
  direction: SyncDirection;
}

/** A run, with the name of the provider where its integration is still there. */
export type SyncRun = SyncHistoryRow & { provider?: string };

/** Runs over the changes of trackers: asked for by people, by the API and by the clock. */
export interface SyncRuns {
  /**
   * Durable when it returns, done by jobs. Of one tracker one run goes on at a time: asked for again, that one is given.
   * Throws `Refusal`, also where the one that goes on carries changes another way.
   */
  start(actor: Actor, request: SyncRequest): Promise<SyncRun[]>;
  /** Lists what a run would change, and changes nothing. Throws `Refusal` or `ProviderError`. */
  dryRun(actor: Actor, request: SyncRequest): Promise<(DryRun & { provider: string })[]>;
  /** For the clock: every tracker of every workspace, unless a run of it is under way. */
  startAll(trigger: 'schedule' | 'start'): Promise<void>;
  /** At start: runs that were under way go on, even where their job was lost. Gives how many. */
  resume(): Promise<number>;
  /** The trackers of a workspace that a request means; none where there are none such. */
  trackers(actor: Actor, what?: string): Promise<IntegrationSettings[]>;
  get(actor: Actor, runId: string): Promise<SyncRun | undefined>;
  /** Newest first. */
  list(actor: Actor, filter: SyncRunFilter): Promise<SyncRun[]>;
}

/** How long runs are remembered, in ms. */
const REMEMBER_MS = 30 * 24 * 60 * 60_000;

export function createSyncRuns(
  options: IssueOptions & { gate: Gate; trackers: ReadonlySet<string> },
): SyncRuns {
  const { database, settings, queue, gate, audit, now, trackers } = options;

  async function begin(
    transaction: Transaction,
    workspaceId: string,
    integration: IntegrationSettings,
    trigger: string,
    direction: SyncDirection,
  ): Promise<SyncHistoryRow> {
    const [running] = await runningSyncRuns(transaction, integration.id);
    if (running) return running;
    await pruneSyncRuns(transaction, integration.id, new Date(now().getTime() - REMEMBER_MS).toISOString());
    const row: SyncHistoryRow = {
      id: options.newId(),
      workspace_id: workspaceId,
      integration_id: integration.id,
      trigger,
      direction,
      state: 'running',
      processed: 0,
      created: 0,
      updated: 0,
      failed: 0,
      conflicts: 0,
      error: null,
      started_at: now().toISOString(),
      finished_at: null,
    };
    await insertSyncRun(transaction, row);
    await queue.enqueue(transaction, syncJob({ workspaceId, integrationId: integration.id, runId: row.id }));
    return row;
  }

  async function trackersOf(workspaceId: string, what?: string): Promise<IntegrationSettings[]> {
    const { integrations } = await settings.read(workspaceId);
    const able = integrations.filter(({ provider }) => trackers.has(provider));
    return what === undefined ? able : able.filter(({ id, provider }) => id === what || provider === what);
  }

  async function withProviders(workspaceId: string, runs: SyncHistoryRow[]): Promise<SyncRun[]> {
    const providers = new Map((await trackersOf(workspaceId)).map(({ id, provider }) => [id, provider]));
    return runs.map((run) => {
      const provider = providers.get(run.integration_id);
      return provider === undefined ? run : { ...run, provider };
    });
  }

  async function choose(actor: Actor, what: string | undefined, act?: Act): Promise<IntegrationSettings[]> {
    const chosen = await trackersOf(actor.workspaceId, what);
    if (chosen.length === 0) {
      const names = [...trackers].map((name) => `\`/buildrunner configure ${name}\``).join(', ');
      throw new Refusal(`${what ?? 'An issue tracker'} is not configured. Start with one of: ${names}.`);
    }
    return gate.requireWithin(actor, 'issue.sync', act, async (check) => {
      for (const { provider } of chosen) check({ provider });
      return chosen;
    });
  }

  return {
    async start(actor, { what, direction }) {
      const chosen = await choose(actor, what, { kind: 'issue.sync', input: { what, direction } });
      return database.transaction(async (transaction) => {
        const runs: SyncRun[] = [];
        for (const integration of chosen) {
          const run = await begin(transaction, actor.workspaceId, integration, actor.userId, direction);
          if (run.direction !== direction && run.direction !== 'both') {
            throw new Refusal(
              `A sync of ${integration.provider} is running, ${run.direction} only. Ask again when it is over.`,
            );
          }
          runs.push({ ...run, provider: integration.provider });
        }
        await audit.record(transaction, {
          workspaceId: actor.workspaceId,
          actor: actor.userId,
          action: 'issue.sync_requested',
          payload: { integrations: chosen.map(({ id }) => id), direction },
        });
        return runs;
      });
    },

    async dryRun(actor, { what, direction }) {
      const chosen = await choose(actor, what);
      const results: (DryRun & { provider: string })[] = [];
      for (const { id, provider } of chosen) {
        const where = { workspace_id: actor.workspaceId, integration_id: id };
        results.push({ provider, ...(await dryRun(options, where, direction)) });
      }
      return results;
    },

    async startAll(trigger) {
      for (const workspaceId of await settings.workspaces()) {
        for (const integration of await trackersOf(workspaceId)) {
          const about = { role: 'system', provider: integration.provider } as const;
          if (!decide(options.policy(), 'issue.sync_all', about).allowed) continue;
          await database.transaction((transaction) =>
            begin(transaction, workspaceId, integration, trigger, 'both'),
          );
        }
      }
    },

    async resume() {
      return database.transaction(async (transaction) => {
        const resumed = new Set<string>();
        for (const run of await runningSyncRuns(transaction)) {
          const { id: runId, workspace_id: workspaceId, integration_id: integrationId } = run;
          if (resumed.has(integrationId)) {
            const error = 'A later run took its place.';
            await finishSyncRun(transaction, runId, { state: 'failed', error, at: now().toISOString() });
          } else {
            resumed.add(integrationId);
            await queue.enqueue(transaction, syncJob({ workspaceId, integrationId, runId }));
          }
        }
        return resumed.size;
      });
    },

    async trackers(actor, what) {
      await gate.require(actor, 'issue.read');
      return trackersOf(actor.workspaceId, what);
    },

    async get(actor, runId) {
      await gate.require(actor, 'issue.read');
      const run = await findSyncRun(database.db, runId);
      if (run?.workspace_id !== actor.workspaceId) return undefined;
      const [named] = await withProviders(actor.workspaceId, [run]);
      return named;
    },

    async list(actor, filter) {
      await gate.require(actor, 'issue.read');
      const runs = await listSyncRuns(database.db, actor.workspaceId, filter);
      return withProviders(actor.workspaceId, runs);
    },
  };
}
