import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Member } from '../../../src/governance/roles.ts';
import { whoamiMessage } from '../../../src/slack/cards/whoami.ts';
import { whoamiCommand } from '../../../src/slack/commands/whoami.ts';
import { actor, type CallOptions, call } from '../command-call.ts';
import { hostileText } from '../hostile-text.ts';
import { type House, openHouse } from '../house.ts';
import { expectSound } from '../sound.ts';

const POLICY = {
  roles: { default: 'member', deployer: ['S1'], admin: ['workspace_admins'] },
  accounts: { U1: { jira: 'ada@acme.example', github: 'ada-at-work' } },
};

const ADA: Member = { userId: 'U1', groups: [], isWorkspaceAdmin: false, isOutsider: false };

let house: House;
beforeEach(async () => {
  house = await openHouse({ policy: POLICY });
});
afterEach(() => house.close());

function run(options: CallOptions = {}) {
  return call(whoamiCommand(house.rooms), '', options);
}

describe('whoami', () => {
  it.each<[string, Member, string]>([
    ['everyone’s role', ADA, '*<@U1> is member*, by `roles.default`.'],
    [
      'a role by user group',
      { ...ADA, groups: ['S1'] },
      '*<@U1> is deployer*, by `roles.deployer`, which names the user group `S1`.',
    ],
    [
      'the highest of several',
      { ...ADA, groups: ['S1'], isWorkspaceAdmin: true },
      '*<@U1> is admin*, by `roles.admin`, which names the workspace’s admins.',
    ],
    [
      'a guest’s role, which no line gives',
      { ...ADA, isOutsider: true },
      '*<@U1> is viewer*, as guests and people of other companies are unless the policy names them.',
    ],
  ])('tells of %s, and by which line of the policy', async (_what, member, told) => {
    const { last, said } = await run({ member });
    expect(last).toContain(told);
    said.forEach(expectSound);
  });

  it('tells of the accounts that the policy knows, and rather of those that the person named', async () => {
    await house.rooms.accounts.link(actor('member'), { github: 'ada' });
    const { last } = await run({ member: ADA });
    expect(last).toContain('• Jira: `ada@acme.example`\\n• GitHub: `ada`');
    expect(last).toContain('Your role is member, and 2 accounts of yours are linked.');
  });

  it('says how to link an account where there is none', async () => {
    const { last } = await run({ member: { ...ADA, userId: 'U2' } });
    expect(last).toContain('No account of yours is linked.');
    expect(last).toContain('`/buildrunner link-account`');
  });

  it('is the same after a mention', async () => {
    const { said, modals } = await run({ member: ADA, asMention: true });
    expect(said).toHaveLength(1);
    expect(modals).toEqual([]);
  });
});

describe('the card of whoami', () => {
  it('is sound, whatever accounts are called', () => {
    const accounts = fc.dictionary(hostileText, hostileText, { maxKeys: 30 });
    fc.assert(
      fc.property(accounts, hostileText, (names, provider) => {
        expectSound(whoamiMessage('U1', { role: 'viewer', rule: 'roles.default' }, names, () => provider));
      }),
    );
  });
});
