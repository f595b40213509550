import type { Action, Asker } from '../../../src/governance/actions.ts';
import { allowedSchedules } from '../../../src/governance/allowed-schedules.ts';
import { policySchema } from '../../../src/governance/policy-schema.ts';
import type { Job } from '../../../src/jobs/job.ts';
import { SCHEDULES } from '../../../src/jobs/regular-jobs.ts';
import { WHO_MAY } from '../who-may.ts';
import { NOBODY, PEOPLE, POLICIES, type PolicyName, RULE_OF } from './policies.ts';
import { SERVICES } from './services.ts';
import { deliver, setOff } from './set-off.ts';
import type { Line } from './table.ts';
import { openSurfaceWorld, type SurfaceWorld } from './world.ts';

/** Where what happens is not what the table says; nothing where it is. */
export async function problemsOf(line: Line): Promise<string[]> {
  const [kind, name = ''] = line.surface.split(' ');
  if (kind === 'schedule') return scheduleProblems(name);
  if (kind === 'webhook') return webhookProblems(line, name);
  return [...(await roleProblems(line)), ...(await policyProblems(line))];
}

/** The same of what the surfaces ask of the house, without them in between. */
export async function serviceProblems(name: string): Promise<string[]> {
  const service = SERVICES[name];
  if (!service) return ['the table has no such service'];
  const [asks, call] = service;
  const world = await openSurfaceWorld();
  const problems: string[] = [];
  for (const role of PEOPLE) {
    const expected = WHO_MAY[asks].includes(role) ? 0 : 1;
    const before = (await world.denials()).length;
    await call(world.house.rooms, world.become(role), world.things).catch(() => undefined);
    const denied = await world.denials();
    const isAsExpected =
      denied.length - before === expected && (expected === 0 || denied[0]?.startsWith(`${asks} `));
    if (!isAsExpected) problems.push(`${role}: ${denied.slice(0, denied.length - before).join(', ')}`);
  }
  await world.close();
  return problems;
}

async function roleProblems(line: Line): Promise<string[]> {
  const world = await openSurfaceWorld();
  const problems: string[] = [];
  for (const role of PEOPLE) {
    problems.push(...(await compare(world, line, role, denialOf(line.asks, role))));
  }
  await world.close();
  return problems;
}

async function policyProblems(line: Line): Promise<string[]> {
  const problems: string[] = [];
  for (const name of Object.keys(POLICIES) as PolicyName[]) {
    const world = await openSurfaceWorld(POLICIES[name]);
    const denial = line.under.includes(name)
      ? `${line.asks} by ${RULE_OF[name]}`
      : denialOf(line.asks, 'admin');
    const found = await compare(world, line, 'admin', denial);
    problems.push(...found.map((problem) => `under ${name}: ${problem}`));
    await world.close();
  }
  return problems;
}

/** What a role is denied by a policy that says nothing: `issue.link by roles`. */
function denialOf(asks: Action | undefined, role: Asker): string | undefined {
  if (asks === undefined || WHO_MAY[asks].includes(role)) return undefined;
  // Anybody may decide whom the policy names, whatever their role; this one names nobody.
  return `${asks} by ${asks === 'approval.decide' && role !== NOBODY ? 'approvals.approvers' : 'roles'}`;
}

/** Sets the line off as `role`; the first thing denied has to be this, or nothing at all. */
async function compare(world: SurfaceWorld, line: Line, role: Asker, denial: string | undefined) {
  world.become(role);
  const before = await world.denials();
  await setOff(world, line);
  const denied = (await world.denials()).slice(0, -before.length || undefined);
  const accidents = world.accidents().map(({ fields }) => `${role}: ${String(fields.err)}`);
  const first = denied.at(-1);
  // Whoever may do nothing is stopped at the first thing that is looked up, whatever it is for.
  const isAsExpected = role === NOBODY && denial ? first?.endsWith(' by roles') : first === denial;
  if (isAsExpected) return accidents;
  return [...accidents, `${role}: ${first ?? 'not denied'} instead of ${denial ?? 'not denied'}`];
}

/** The clock sets off what is BuildRunner's own, and would not set off what people have to ask for. */
function scheduleProblems(kind: string): string[] {
  const policy = policySchema.parse({});
  const own = SCHEDULES.filter(({ job }) => job.kind === kind);
  const deploy: Job = { kind: 'preview.deploy', payload: { previewId: 'pv-1' }, key: 'preview:pv-1' };
  const peoples = own.map((schedule) => ({ ...schedule, job: deploy }));
  return [
    ...(allowedSchedules(policy).some(({ job }) => job.kind === kind) ? [] : ['it never runs']),
    ...(allowedSchedules(policy, peoples).length === 0 ? [] : ['nobody is asked before it runs']),
  ];
}

async function webhookProblems({ under }: Line, provider: string): Promise<string[]> {
  const names = [undefined, ...(Object.keys(POLICIES) as PolicyName[])];
  const problems: string[] = [];
  for (const name of names) {
    const world = await openSurfaceWorld(name && POLICIES[name]);
    const status = await deliver(world, provider);
    const expected = name !== undefined && under.includes(name) ? 'ignored' : 'done';
    if (status !== expected) problems.push(`under ${name}: ${status} instead of ${expected}`);
    await world.close();
  }
  return problems;
}
