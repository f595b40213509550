import { describe, expect, it } from 'vitest';
import { type Action, decide } from '../../src/governance/decide.ts';
import { policySchema, ROLES } from '../../src/governance/policy-schema.ts';
import { roleOf } from '../../src/governance/roles.ts';

const open = policySchema.parse({});

describe('decide', () => {
  it.each<[Action, string[]]>([
    ['integration.configure', ['admin']],
    ['integration.test', ['member', 'deployer', 'admin']],
    ['integration.read', [...ROLES]],
    ['delivery.read', [...ROLES]],
    ['subscription.create', ['member', 'deployer', 'admin']],
    ['preview.deploy', ['deployer', 'admin']],
    ['preview.extend', ['deployer', 'admin']],
    ['preview.expire', ['deployer', 'admin']],
    ['preview.qa', ['member', 'deployer', 'admin']],
    ['preview.redeploy', ['deployer', 'admin']],
    ['preview.cancel', ['deployer', 'admin']],
    ['preview.read', [...ROLES]],
    ['plan.read', [...ROLES]],
    ['plan.edit', ['member', 'deployer', 'admin']],
    ['plan.import', ['deployer', 'admin']],
  ])('%s is for %j', (action, expected) => {
    const allowed = ROLES.filter((role) => decide(open, { action, role, provider: 'vercel' }).allowed);
    expect(allowed).toEqual(expected);
  });

  it('refuses what nobody listed', () => {
    const action = 'workspace.erase' as Action;
    expect(decide(open, { action, role: 'admin' })).toMatchObject({ allowed: false, rule: 'default' });
  });

  it.each<[Action, unknown, string | undefined]>([
    [
      'preview.deploy',
      { integrations: { integrations_allowed: ['jira'] } },
      'integrations.integrations_allowed',
    ],
    [
      'preview.deploy',
      { preview_environments: { providers_allowed: [] } },
      'preview_environments.providers_allowed',
    ],
    ['integration.configure', { preview_environments: { providers_allowed: [] } }, undefined],
    ['preview.read', { integrations: { integrations_allowed: [] } }, undefined],
    ['preview.deploy', { integrations: { integrations_allowed: ['vercel'] } }, undefined],
  ])('%s under %j', (action, policy, rule) => {
    const decision = decide(policySchema.parse(policy), { action, role: 'admin', provider: 'vercel' });
    expect(decision.allowed ? undefined : decision.rule).toBe(rule);
  });
});

describe('roleOf', () => {
  const policy = policySchema.parse({
    roles: { default: 'member', viewer: ['U1'], deployer: ['U2'], admin: ['workspace_admins', 'U3'] },
  });
  it.each([
    ['a stranger', { userId: 'U9', isWorkspaceAdmin: false, isOutsider: false }, 'member'],
    ['a guest', { userId: 'U9', isWorkspaceAdmin: false, isOutsider: true }, 'viewer'],
    ['a guest who is named', { userId: 'U2', isWorkspaceAdmin: false, isOutsider: true }, 'deployer'],
    ['one named viewer', { userId: 'U1', isWorkspaceAdmin: false, isOutsider: false }, 'viewer'],
    ['one named deployer', { userId: 'U2', isWorkspaceAdmin: false, isOutsider: false }, 'deployer'],
    ['one named admin', { userId: 'U3', isWorkspaceAdmin: false, isOutsider: false }, 'admin'],
    [
      'a workspace admin, whatever else',
      { userId: 'U1', isWorkspaceAdmin: true, isOutsider: false },
      'admin',
    ],
  ])('%s', (_name, member, role) => {
    expect(roleOf(policy, member)).toBe(role);
  });
});
