import { describe, expect, it } from 'vitest';
import { ACTIONS, type Action, type Asker } from '../../src/governance/actions.ts';
import { decide } from '../../src/governance/decide.ts';
import { policySchema, ROLES } from '../../src/governance/policy-schema.ts';
import type { Facts } from '../../src/governance/rules/rule.ts';
import { NOBODY } from './surfaces/policies.ts';
import { WHO_MAY } from './who-may.ts';

const ASKERS: readonly Asker[] = [NOBODY, ...ROLES, 'system'];

const open = policySchema.parse({});
describe('who may do what', () => {
  it.each(Object.keys(ACTIONS) as Action[])('%s', (action) => {
    const allowed = ASKERS.filter((role) => decide(open, action, { role, userId: 'U1' }).allowed);
    expect(allowed).toEqual(WHO_MAY[action]);
  });

  it.each(['workspace.erase', 'toString', '__proto__'])('refuses %s, which nobody listed', (name) => {
    for (const role of ASKERS) {
      expect(decide(open, name as Action, { role })).toMatchObject({ allowed: false, rule: 'default' });
    }
  });
});

const vercel: Facts = { provider: 'vercel' };
const noPlatform = { preview_environments: { providers_allowed: [] } };
const onlyJira = { integrations: { integrations_allowed: ['jira'] } };
const onlyVercel = { integrations: { integrations_allowed: ['vercel'] } };
const most2 = { integrations: { max_integrations_per_project: 2 } };
const qa = { integrations: { require_preview_for_phase: ['QA'] } };
const unseen = { ref: 'p1.s1.ms1', phase: 'QA', branch: null, passed: false };
const tracked = { integrations: { external_sync_required: true } };
const feature = { preview_environments: { auto_deploy_branches: ['feature/*', 'fix/**'] } };

/** What a policy adds to that: the rule that refuses an admin, or BuildRunner itself; undefined where none does. */
const RULES: readonly (readonly [Action, object, Facts, string | undefined])[] = [
  ['preview.deploy', onlyJira, vercel, 'integrations.integrations_allowed'],
  ['preview.deploy', onlyVercel, vercel, undefined],
  ['preview.deploy', onlyVercel, {}, undefined],
  ['preview.redeploy', onlyJira, vercel, 'integrations.integrations_allowed'],
  ['integration.configure', onlyJira, vercel, 'integrations.integrations_allowed'],
  ['integration.test', onlyJira, vercel, 'integrations.integrations_allowed'],
  ['issue.link', onlyJira, { provider: 'linear' }, 'integrations.integrations_allowed'],
  ['issue.create', onlyJira, { provider: 'linear' }, 'integrations.integrations_allowed'],
  ['issue.sync', onlyJira, { provider: 'linear' }, 'integrations.integrations_allowed'],
  ['issue.sync_all', onlyJira, { provider: 'linear' }, 'integrations.integrations_allowed'],
  ['issue.sync_all', onlyJira, { provider: 'jira' }, undefined],
  ['provider.use', onlyJira, { provider: 'linear' }, 'integrations.integrations_allowed'],
  ['webhook.handle', onlyJira, vercel, 'integrations.integrations_allowed'],
  ['preview.read', onlyJira, vercel, undefined],
  ['preview.cancel', onlyJira, vercel, undefined],
  ['preview.expire', onlyJira, vercel, undefined],
  ['preview.deploy', noPlatform, vercel, 'preview_environments.providers_allowed'],
  ['preview.redeploy', noPlatform, vercel, 'preview_environments.providers_allowed'],
  ['preview.extend', noPlatform, vercel, 'preview_environments.providers_allowed'],
  ['preview.expire', noPlatform, vercel, undefined],
  ['integration.configure', noPlatform, vercel, undefined],
  ['integration.configure', most2, { ...vercel, integrationsInProject: 1 }, undefined],
  [
    'integration.configure',
    most2,
    { ...vercel, integrationsInProject: 2 },
    'integrations.max_integrations_per_project',
  ],
  ['integration.configure', most2, vercel, undefined],
  ['plan.edit', tracked, { doneUnlinked: [] }, undefined],
  ['plan.edit', tracked, { doneUnlinked: ['p1.s1.ms1'] }, 'integrations.external_sync_required'],
  ['plan.import', tracked, { doneUnlinked: ['p1.s1.ms1'] }, 'integrations.external_sync_required'],
  ['plan.edit', {}, { doneUnlinked: ['p1.s1.ms1'] }, undefined],
  ['plan.edit', qa, { done: [unseen] }, 'integrations.require_preview_for_phase: QA'],
  ['plan.follow', qa, { done: [unseen] }, 'integrations.require_preview_for_phase: QA'],
  ['plan.edit', qa, { done: [{ ...unseen, passed: true }] }, undefined],
  ['preview.auto_deploy', feature, { ...vercel, branch: 'feature/login' }, undefined],
  ['preview.auto_deploy', feature, { ...vercel, branch: 'fix/a/b' }, undefined],
  [
    'preview.auto_deploy',
    feature,
    { ...vercel, branch: 'feature/a/b' },
    'preview_environments.auto_deploy_branches',
  ],
  [
    'preview.auto_deploy',
    { preview_environments: { ...feature.preview_environments, providers_allowed: [] } },
    { ...vercel, branch: 'feature/login' },
    'preview_environments.providers_allowed',
  ],
];

describe('what the policy adds', () => {
  it.each(RULES)('%s under %j about %j', (action, given, facts, rule) => {
    const role = ACTIONS[action].takes === 'system' ? 'system' : 'admin';
    const decision = decide(policySchema.parse(given), action, { role, userId: 'U1', ...facts });
    expect(decision.allowed ? undefined : decision.rule).toBe(rule);
    expect(decision.reason).not.toBe('');
    expect(decision.approvers).toEqual([]);
  });
});

describe('who may override a refusal', () => {
  const approvals = { overridable: ['roles', 'preview_environments.providers_allowed'] };
  const roles = { admin: ['workspace_admins'] };

  it('is whoever the policy names, or else its admins', () => {
    const asMember = { role: 'member', ...vercel } as const;
    expect(decide(policySchema.parse({ approvals, roles }), 'preview.deploy', asMember)).toMatchObject({
      allowed: false,
      rule: 'roles',
      approvers: ['workspace_admins'],
    });
    const named = policySchema.parse({ roles, approvals: { ...approvals, approvers: ['U7', 'S8'] } });
    expect(decide(named, 'preview.deploy', asMember).approvers).toEqual(['U7', 'S8']);
  });

  it('is the same where the refusal names the phase', () => {
    const given = { ...qa, roles, approvals: { overridable: ['integrations.require_preview_for_phase'] } };
    const context = { role: 'member', done: [unseen] } as const;
    const refused = decide(policySchema.parse(given), 'plan.edit', context);
    expect(refused).toMatchObject({ allowed: false, approvers: ['workspace_admins'] });
    const overridden = { ...context, overridden: refused.rule };
    expect(decide(policySchema.parse(given), 'plan.edit', overridden).allowed).toBe(true);
  });

  it.each<[string, Action, Asker, object]>([
    ['a rule the policy does not list', 'preview.deploy', 'member', { roles }],
    ['a provider that is not allowed at all', 'preview.deploy', 'admin', { ...onlyJira, approvals, roles }],
    ['what takes secrets to do', 'integration.configure', 'member', { approvals, roles }],
    ['a decision on a request', 'approval.decide', 'member', { approvals, roles }],
    ['what BuildRunner does by itself', 'preview.auto_deploy', 'system', { ...noPlatform, approvals, roles }],
  ])('is nobody for %s', (_name, action, role, given) => {
    const decision = decide(policySchema.parse(given), action, { role, ...vercel });
    expect(decision).toMatchObject({ allowed: false, approvers: [] });
  });

  it('leaves every other rule as it is', () => {
    const given = { approvals, roles, ...noPlatform };
    const context = { role: 'member', ...vercel, overridden: 'roles' } as const;
    expect(decide(policySchema.parse({ approvals, roles }), 'preview.deploy', context).allowed).toBe(true);
    expect(decide(policySchema.parse(given), 'preview.deploy', context)).toMatchObject({
      allowed: false,
      rule: 'preview_environments.providers_allowed',
    });
  });

  it('counts no more once the policy does not list the rule', () => {
    const context = { role: 'member', ...vercel, overridden: 'roles' } as const;
    expect(decide(open, 'preview.deploy', context)).toMatchObject({ allowed: false, rule: 'roles' });
  });
});

describe('who decides on a request', () => {
  const policy = policySchema.parse({ approvals: { approvers: ['U7', 'S8', 'workspace_admins'] } });
  const decideAs = (userId: string, listedAs: string[] = []) =>
    decide(policy, 'approval.decide', { role: 'viewer', userId, listedAs, requestedBy: 'U1' });

  it.each([
    ['a person it names', decideAs('U7'), true, 'roles.viewer'],
    ['one of a group it names', decideAs('U2', ['S8']), true, 'roles.viewer'],
    ['a workspace admin', decideAs('U2', ['workspace_admins']), true, 'roles.viewer'],
    ['anybody else', decideAs('U2', ['S9']), false, 'approvals.approvers'],
    ['whoever asked', decideAs('U1', ['workspace_admins']), false, 'approvals'],
  ])('%s', (_name, decision, allowed, rule) => {
    expect(decision).toMatchObject({ allowed, rule });
  });
});
