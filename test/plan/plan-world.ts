import { join } from 'node:path';
import { createAudit } from '../../src/governance/audit.ts';
import { type Actor, createGate } from '../../src/governance/gate.ts';
import { policySchema } from '../../src/governance/policy-schema.ts';
import { createPlan } from '../../src/plan/plan.ts';
import { formatRef } from '../../src/plan/ref.ts';
import { listRunnerEvents } from '../../src/store/runner-events.ts';
import { openSettings } from '../../src/store/settings.ts';
import { engines } from '../support/engines.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

export const MEMBER: Actor = { workspaceId: 'T1', userId: 'U1', role: 'member' };
export const DEPLOYER: Actor = { workspaceId: 'T1', userId: 'U2', role: 'deployer' };

/** A plan on a real database, and what its hook was told. */
export async function openPlanWorld(policyText: unknown = {}) {
  const [engine] = engines;
  if (!engine) throw new Error('no engine');
  const database = await engine.open();
  const settings = openSettings({ directory: join(await temporaryFolder('plan'), 'settings') });
  await settings.update('T1', (draft) => void draft.projects.push({ id: 'web', name: 'Web' }));
  let counter = 0;
  const newId = () => {
    counter += 1;
    return `id-${String(counter).padStart(6, '0')}`;
  };
  const now = () => new Date(Date.UTC(2026, 0, 5, 10, 0, counter));
  const audit = createAudit({ now, newId });
  const policy = policySchema.parse(policyText);
  const told: { id: string; changed: readonly string[]; actor: string }[] = [];
  let hook = async () => {};
  const plan = createPlan({
    database,
    settings,
    audit,
    now,
    newId,
    policy: () => policy,
    gate: createGate({ policy: () => policy, audit, database }),
    onChange: async (_transaction, id, changed, actor) => {
      told.push({ id, changed, actor });
      await hook();
    },
  });
  return {
    database,
    plan,
    policy,
    told,
    /** Makes the hook fail from now on. */
    breakHook: () => {
      hook = () => Promise.reject(new Error('the hook failed'));
    },
    /** `p1.s1.ms1 todo Title`, in the plan's order. */
    lines: async (of = plan) =>
      (await of.list(MEMBER)).map((row) => `${formatRef(row)} ${row.status} ${row.title}`),
    /** What the audit log says, oldest first. */
    actions: async () =>
      (await listRunnerEvents(database.db, 'T1', { limit: 1000 })).map(({ action }) => action).reverse(),
    close: () => database.close(),
  };
}

export type PlanWorld = Awaited<ReturnType<typeof openPlanWorld>>;
