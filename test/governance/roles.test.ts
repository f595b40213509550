import { describe, expect, it } from 'vitest';
import { policySchema } from '../../src/governance/policy-schema.ts';
import { type Member, standingOf } from '../../src/governance/roles.ts';

const policy = policySchema.parse({
  roles: {
    default: 'member',
    viewer: ['U1', 'S1'],
    deployer: ['U2', 'S2'],
    admin: ['workspace_admins', 'U3'],
  },
});
const person: Member = { userId: 'U9', groups: [], isWorkspaceAdmin: false, isOutsider: false };

describe('a role is that of the highest list a person is on, and a guest has the least', () => {
  it.each<[string, Partial<Member>, string, string | undefined]>([
    ['a stranger', {}, 'member', 'roles.default'],
    ['a guest', { isOutsider: true }, 'viewer', undefined],
    ['a guest who is named', { userId: 'U2', isOutsider: true }, 'deployer', 'roles.deployer'],
    ['one named viewer', { userId: 'U1' }, 'viewer', 'roles.viewer'],
    ['one named deployer', { userId: 'U2' }, 'deployer', 'roles.deployer'],
    ['one whose group is named', { groups: ['S2'] }, 'deployer', 'roles.deployer'],
    ['one named twice', { userId: 'U1', groups: ['S2'] }, 'deployer', 'roles.deployer'],
    ['one named admin', { userId: 'U3' }, 'admin', 'roles.admin'],
    ['a workspace admin, whatever else', { userId: 'U1', isWorkspaceAdmin: true }, 'admin', 'roles.admin'],
  ])('%s', (_name, differs, role, rule) => {
    const standing = standingOf(policy, { ...person, ...differs });
    expect(standing.role).toBe(role);
    expect(standing.rule).toBe(rule);
  });
});
