import type { WebClient } from '@slack/web-api';
import { describe, expect, it } from 'vitest';
import { policySchema } from '../../src/governance/policy-schema.ts';
import { createResolveActor } from '../../src/slack/people.ts';
import type { Rooms } from '../../src/slack/rooms.ts';
import { createUserGroups } from '../../src/slack/user-groups.ts';
import { recordedLog } from '../jobs/recorded-log.ts';

const GROUP = 'S01RELEASE1';

/** Slack as far as it tells of people, with a clock that the test moves. */
function openPeople() {
  const policy = policySchema.parse({ roles: { default: 'viewer', deployer: [GROUP], admin: ['U9'] } });
  let time = Date.UTC(2026, 0, 5, 10);
  const slack = { members: ['U1'], asked: [] as string[], fails: false };
  const answer = <T>(method: string, value: () => T) => {
    slack.asked.push(method);
    return slack.fails ? Promise.reject(new Error('missing_scope')) : Promise.resolve(value());
  };
  const client = {
    users: { info: ({ user }: { user: string }) => answer('users.info', () => ({ user: { id: user } })) },
    usergroups: { users: { list: () => answer('usergroups.users.list', () => ({ users: slack.members })) } },
  } as unknown as WebClient;
  const log = recordedLog();
  const parts = { policy: () => policy, now: () => new Date(time), log: log as unknown as Rooms['log'] };
  const resolve = createResolveActor({ ...parts, userGroups: createUserGroups(parts) });
  return {
    slack,
    log,
    pass: (minutes: number) => {
      time += minutes * 60_000;
    },
    roleOf: async (userId: string) => (await resolve(client, 'T1', userId)).role,
  };
}

describe('a person’s role', () => {
  it('comes from the user groups that the policy names', async () => {
    const people = openPeople();
    expect([await people.roleOf('U1'), await people.roleOf('U2')]).toEqual(['deployer', 'viewer']);
  });

  it('is believed for five minutes, one answer for a whole group', async () => {
    const people = openPeople();
    for (const user of ['U1', 'U2', 'U1', 'U2']) await people.roleOf(user);
    expect(people.slack.asked.toSorted()).toEqual(['usergroups.users.list', 'users.info', 'users.info']);
    people.slack.members = [];
    people.pass(4);
    expect(await people.roleOf('U1')).toBe('deployer');
    people.pass(2);
    expect(await people.roleOf('U1')).toBe('viewer');
  });

  it('is what was last known where Slack does not answer, and the least where nothing is', async () => {
    const people = openPeople();
    await people.roleOf('U1');
    people.slack.fails = true;
    people.pass(6);
    expect([await people.roleOf('U1'), await people.roleOf('U2')]).toEqual(['deployer', 'viewer']);
    expect(people.log.lines.map(({ message }) => message)).toContain(
      'Slack did not tell who is in a user group',
    );
  });

  it('does not rest on a group where the person is named themselves', async () => {
    const people = openPeople();
    people.slack.fails = true;
    expect(await people.roleOf('U9')).toBe('admin');
  });

  it('is not asked for with every word while Slack does not answer', async () => {
    const people = openPeople();
    people.slack.fails = true;
    for (let times = 0; times < 5; times += 1) await people.roleOf('U1');
    expect(people.slack.asked).toHaveLength(2);
    people.slack.fails = false;
    people.pass(1);
    expect(await people.roleOf('U1')).toBe('deployer');
  });
});
