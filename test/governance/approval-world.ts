import { join } from 'node:path';
import { createRunAct } from '../../src/approved-acts.ts';
import { createApprovals } from '../../src/governance/approvals.ts';
import { createAudit } from '../../src/governance/audit.ts';
import { type Actor, createGate, Refusal } from '../../src/governance/gate.ts';
import { createOffer } from '../../src/governance/offers.ts';
import { policySchema, type Role } from '../../src/governance/policy-schema.ts';
import { createApprovalWork } from '../../src/governance/run-approved.ts';
import type { Connections } from '../../src/integrations/connections.ts';
import { loadManifests } from '../../src/integrations/manifest.ts';
import type { DeadJob } from '../../src/jobs/job.ts';
import { createSqliteQueue } from '../../src/jobs/sqlite-queue.ts';
import { createServices } from '../../src/services.ts';
import { findApproval } from '../../src/store/approvals.ts';
import { listPreviews } from '../../src/store/previews.ts';
import { listRunnerEvents } from '../../src/store/runner-events.ts';
import { openSettings } from '../../src/store/settings.ts';
import { handleAll } from '../jobs/handlers.ts';
import { ManualClock } from '../jobs/manual-clock.ts';
import { recordedLog } from '../jobs/recorded-log.ts';
import { engines } from '../support/engines.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const ADMINS = 'workspace_admins';

export const POLICY = {
  roles: { default: 'member', admin: [ADMINS] },
  approvals: { overridable: ['roles', 'microsteps.allowed_transitions'], approvers: [ADMINS, 'U7'] },
  microsteps: { allowed_transitions: { todo: ['doing'] } },
};

function person(userId: string, role: Role): Actor {
  const isWorkspaceAdmin = role === 'admin';
  const member = { userId, groups: [], isWorkspaceAdmin, isOutsider: false };
  return { workspaceId: 'T1', userId, role, member };
}

export const MEL = person('U1', 'member');
export const ADA = person('U2', 'admin');
export const BEA = person('U3', 'admin');

/** Approvals and the services they are about, on a real database and queue, with a clock that the test moves. */
export async function openApprovalWorld() {
  const clock = new ManualClock();
  const { now } = clock;
  let counter = 0;
  const newId = () => {
    counter += 1;
    return String(counter).padStart(6, '0');
  };
  const database = await engines[0]!.open();
  const settings = openSettings({ directory: join(await temporaryFolder('approvals'), 'settings') });
  const integration = { projectId: 'default', fields: {}, credentials: {}, configuredAt: 'x' };
  await settings.update('T1', ({ integrations }) => {
    integrations.push({ id: 'int-v', provider: 'vercel', configuredBy: 'U2', ...integration });
  });
  const policy = policySchema.parse(POLICY);
  const audit = createAudit({ now, newId });
  const offer = createOffer({ now, newApprovalId: () => `ap-${newId()}` });
  const makeQueue = () =>
    createSqliteQueue({
      database,
      now,
      newId,
      log: recordedLog(),
      timers: clock.timers,
      onDead: async (job: DeadJob) => {
        if (job.kind.startsWith('approval.')) await work().onDead(job);
      },
    });
  let queue = makeQueue();
  const announced: string[] = [];
  const world = { failures: [] as Error[], runs: 0 };
  const parts = () => ({
    database,
    settings,
    queue,
    audit,
    now,
    newId,
    policy: () => policy,
    gate: createGate({ policy: () => policy, audit, database, offer }),
    connections: {} as Connections,
    manifests,
  });
  const manifests = await loadManifests('manifests');
  const work = () => {
    const runAct = createRunAct(parts());
    return createApprovalWork({
      ...parts(),
      async runAct(...given) {
        world.runs += 1;
        await runAct(...given);
        // As if the process had died after the deed, before anything else was written.
        const failure = world.failures.shift();
        if (failure) throw failure;
      },
    });
  };
  const start = () =>
    queue.work({
      ...handleAll(async () => undefined),
      ...work().handlers,
      'approval.announce': async ({ approvalId }) => {
        announced.push((await findApproval(database.db, approvalId))?.state ?? 'gone');
      },
    });
  await start();

  return Object.assign(world, {
    database,
    clock,
    policy,
    /** The states in which it was shown to people. */
    announced,
    get approvals() {
      return createApprovals(parts());
    },
    get services() {
      return createServices(parts());
    },
    pass: (ms: number) => clock.advance(ms),
    find: (id: string) => findApproval(database.db, id),
    previews: () => listPreviews(database.db, 'T1', { limit: 10 }),
    /** Mel is refused a deployment; gives the offer. */
    async offered(branch = 'feature/login'): Promise<string> {
      const refused = await createServices(parts())
        .previews.request(MEL, { branch, channel: 'C1' })
        .catch((error: unknown) => error);
      if (!(refused instanceof Refusal) || refused.offerId === undefined)
        throw new Error('nothing was offered');
      return refused.offerId;
    },
    /** What the audit log says of a kind, oldest first. */
    async events(actionPrefix: string) {
      const rows = await listRunnerEvents(database.db, 'T1', { limit: 100, actionPrefix });
      return rows
        .map(({ action, actor, payload }) => ({ action, actor, payload: JSON.parse(payload) }))
        .reverse();
    },
    /** As if the process had been killed and started again. */
    async restart() {
      const stopping = queue.stop(0);
      await clock.advance(0);
      await stopping;
      queue = makeQueue();
      await start();
    },
    async close() {
      const stopping = queue.stop(0);
      await clock.advance(0);
      await stopping;
      await database.close();
    },
  });
}

export type ApprovalWorld = Awaited<ReturnType<typeof openApprovalWorld>>;
