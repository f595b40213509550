import { join } from 'node:path';
import { createAudit } from '../../src/governance/audit.ts';
import type { Refusal } from '../../src/governance/gate.ts';
import { type Actor, createGate } from '../../src/governance/gate.ts';
import { type ConflictStrategy, policySchema } from '../../src/governance/policy-schema.ts';
import type { Connections } from '../../src/integrations/connections.ts';
import type { IssueEvent } from '../../src/integrations/contract.ts';
import { onIssueEvent } from '../../src/issues/events.ts';
import { createIssues } from '../../src/issues/index.ts';
import type { SyncDirection, SyncedFields } from '../../src/issues/merge.ts';
import { microstepChanged } from '../../src/issues/microstep-changed.ts';
import type { MicrostepSide, PlanSide } from '../../src/issues/plan-side.ts';
import type { JobKind } from '../../src/jobs/job.ts';
import { createSqliteQueue } from '../../src/jobs/sqlite-queue.ts';
import { fittingChanges } from '../../src/plan/fitting-changes.ts';
import { linkOfIssue, linksOfMicrostep } from '../../src/store/issue-links.ts';
import { openSettings } from '../../src/store/settings.ts';
import { handleAll } from '../jobs/handlers.ts';
import { ManualClock } from '../jobs/manual-clock.ts';
import { recordedLog } from '../jobs/recorded-log.ts';
import { engines } from '../support/engines.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { FakeTracker } from './fake-tracker.ts';

export const MEMBER: Actor = { workspaceId: 'T1', userId: 'U1', role: 'member' };
const TRACKER = 'int-1';

/** The sync on a real database and queue, between a plan and a tracker in memory, with a clock that the test moves. */
export async function openSyncWorld(strategy: ConflictStrategy = 'prompt') {
  const clock = new ManualClock();
  const { now } = clock;
  let counter = 0;
  const newId = () => {
    counter += 1;
    return String(counter).padStart(6, '0');
  };
  const database = await engines[0]!.open();
  const settings = openSettings({ directory: join(await temporaryFolder('sync'), 'settings') });
  await settings.update('T1', (draft) => {
    const base = { projectId: 'default', fields: {}, credentials: {}, configuredBy: 'U1', configuredAt: 'x' };
    draft.integrations = [{ id: TRACKER, provider: 'linear', ...base }];
  });
  const tracker = new FakeTracker(now);
  const microsteps = new Map<string, MicrostepSide>();
  const writes: { id: string; changes: Partial<SyncedFields> }[] = [];
  const plan: PlanSide = {
    read: async (_executor, id) => microsteps.get(id),
    async readAll() {
      plansRead += 1;
      return [...microsteps.values()];
    },
    async apply(_transaction, id, changes) {
      const { status: _status, ...others } = changes;
      const held = changes.status === 'done' ? world.refusal : undefined;
      const allowed = held ? others : changes;
      if (Object.keys(allowed).length > 0) writes.push({ id, changes: allowed });
      const stored = { ...microsteps.get(id)!, ...fittingChanges(allowed) };
      microsteps.set(id, stored);
      return { stored, held };
    },
  };
  const connected = { test: async () => ({ summary: '', details: [] }), issues: tracker };
  const connections = {
    with: (_workspace: string, _integration: unknown, work: (c: typeof connected) => unknown) =>
      work(connected),
  } as unknown as Connections;
  const policy = policySchema.parse({ conflict_resolution: { strategy } });
  const audit = createAudit({ now, newId });
  const makeQueue = () =>
    createSqliteQueue({
      database,
      now,
      newId,
      log: recordedLog(),
      timers: clock.timers,
      onDead: async (job) => {
        deaths.push(job.kind);
        await house.onDead(job);
      },
    });
  let queue = makeQueue();
  let plansRead = 0;
  const told: string[] = [];
  const deaths: string[] = [];
  const parts = () => {
    const base = { database, settings, queue, connections, plan, audit, now, newId, policy: () => policy };
    const gate = createGate({ policy: () => policy, audit, database });
    const issues = createIssues({
      ...base,
      gate,
      newMarker: newId,
      trackers: new Set(['linear', 'jira']),
      timers: clock.timers,
    });
    return {
      ...issues,
      handlers: {
        ...handleAll(async (kind: JobKind, payload) => {
          if (kind === 'issue.announce') told.push((payload as { what: string }).what);
          if (kind === 'issue.suggest') told.push('suggest');
        }),
        ...issues.handlers,
      },
    };
  };
  let house = parts();
  await queue.work(house.handlers);

  const world = {
    database,
    clock,
    tracker,
    microsteps,
    writes,
    told,
    /** May be changed, as by a file that was edited. */
    policy,
    /** Why the policy lets no microstep be done, while it does not. */
    refusal: undefined as Refusal | undefined,
    deaths,
    settings,
    /** As a clock or a person begins it. */
    start: (direction: SyncDirection = 'both') => house.runs.start(MEMBER, { direction }),
    get plansRead() {
      return plansRead;
    },
    get links() {
      return house.links;
    },
    get wordMap() {
      return house.wordMap;
    },
    get search() {
      return house.search;
    },
    get atUrls() {
      return house.atUrls;
    },
    get runs() {
      return house.runs;
    },
    addMicrostep(id: string, given: Partial<SyncedFields> = {}) {
      const fields: SyncedFields = {
        title: `Step ${id}`,
        description: '',
        status: 'todo',
        priority: 'none',
        ...given,
      };
      microsteps.set(id, { id, workspaceId: 'T1', projectId: 'default', ref: `p1.s1.${id}`, ...fields });
    },
    /** A person's change in Slack: it enqueues the sync in its own transaction. */
    async editLocal(id: string, changes: Partial<SyncedFields>, heard: 'heard' | 'unheard' = 'heard') {
      microsteps.set(id, { ...microsteps.get(id)!, ...changes });
      if (heard === 'unheard') return;
      await database.transaction((transaction) => microstepChanged(queue, transaction, id));
    },
    /** A webhook, as often and as late as the test likes. */
    async hear(externalId: string, action: IssueEvent['action'] = 'updated') {
      const source = { workspaceId: 'T1', integrationId: TRACKER };
      const event: IssueEvent = { kind: 'issue', action, externalId };
      return database.transaction((transaction) => onIssueEvent(queue, transaction, source, event));
    },
    pass: (ms: number) => clock.advance(ms),
    /** A delta sync to its end. */
    async sync(direction: SyncDirection = 'both') {
      await house.runs.start(MEMBER, { direction });
      await clock.advance(0);
      const [run] = await house.runs.list(MEMBER, { limit: 1 });
      return run;
    },
    link: (externalId: string) => linkOfIssue(database.db, TRACKER, externalId),
    linksOf: (microstepId: string) => linksOfMicrostep(database.db, microstepId),
    /** As if the process had been killed and started again. */
    async restart() {
      const stopping = queue.stop(0);
      await clock.advance(0);
      await stopping;
      queue = makeQueue();
      house = parts();
      await queue.work(house.handlers);
      await house.resume();
    },
    async close() {
      const stopping = queue.stop(0);
      await clock.advance(0);
      await stopping;
      await database.close();
    },
  };
  return world;
}

export type SyncWorld = Awaited<ReturnType<typeof openSyncWorld>>;
