import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '../../../src/governance/gate.ts';
import { policyNewsMessage } from '../../../src/slack/cards/policy-news.ts';
import { allCommands } from '../../../src/slack/commands/index.ts';
import { type CallOptions, call } from '../command-call.ts';
import { hostileText } from '../hostile-text.ts';
import { type House, openHouse } from '../house.ts';
import { expectSound } from '../sound.ts';

const POLICY = {
  integrations: { integrations_allowed: ['netlify', 'github'] },
  roles: { default: 'member', deployer: ['S1'], admin: ['workspace_admins'] },
  approvals: { overridable: ['roles'], approvers: ['workspace_admins', 'S2'] },
};

let house: House;
beforeEach(async () => {
  house = await openHouse({ policy: POLICY });
});
afterEach(() => house.close());

function run(text: string, options: CallOptions = {}) {
  const commands = allCommands(house.rooms);
  return call(commands.find(({ name }) => name === 'policy')!, text, options);
}

const DEE: Actor = {
  workspaceId: 'T1',
  userId: 'U7',
  role: 'deployer',
  member: { userId: 'U7', groups: ['S1'], isWorkspaceAdmin: false, isOutsider: false },
};
const actorOf = async () => DEE;

describe('policy', () => {
  it('tells people what they may do themselves', async () => {
    const { said, last } = await run('', { role: 'member' });
    expect(last).toContain(':white_check_mark: add and change microsteps `plan.edit`');
    expect(last).toContain(':no_entry: deploy a preview `preview.deploy` · `roles`');
    said.forEach(expectSound);
  });

  it('tells of another person, why their role is theirs, and with which providers not', async () => {
    const { last } = await run('<@U7|dee>', { role: 'viewer', actorOf });
    expect(last).toContain('*<@U7> is deployer*, by `roles.deployer`, which names the user group `S1`.');
    expect(last).toContain(
      'deploy a preview `preview.deploy` · not with `jira`, `linear`, `render`, `vercel`',
    );
    expect(last).not.toMatch(/`plan\.read` · not with/);
  });

  it('tells of one action why not, and who could override it', async () => {
    const { last } = await run('preview.deploy', { role: 'member' });
    expect(last).toContain('<@U1> may not deploy a preview');
    expect(last).toContain('This takes the role deployer');
    expect(last).toContain('`governance/policy.yml: roles`');
    expect(last).toContain('An approval can override it, by the workspace’s admins, the user group `S2`.');
  });

  it('takes a command’s name for what it does, and tells of the providers', async () => {
    const { last } = await run('<@U7> deploy-preview', { role: 'viewer', actorOf });
    expect(last).toContain('<@U7> may deploy a preview (`preview.deploy`).');
    expect(last).toContain(
      'Not with `vercel`: The policy does not allow vercel; it allows: netlify, github. `governance/policy.yml: integrations.integrations_allowed`',
    );
  });

  it.each([
    ['preview.deplox', 'Did you mean `preview.deploy`?'],
    ['deploy-previeww', 'Did you mean `deploy-preview`?'],
    ['provider.use', '`/buildrunner policy` lists them all.'],
    ['preview.deploy preview.qa', 'one action at most'],
  ])('refuses %j', async (text, reason) => {
    await expect(run(text)).rejects.toThrow(reason);
  });
});

describe('news of the policy', () => {
  it('is a sound message, whatever stands in the file', () => {
    fc.assert(
      fc.property(fc.array(hostileText, { maxLength: 10 }), (problems) => {
        expectSound(policyNewsMessage(problems));
      }),
    );
  });
});
