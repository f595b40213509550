import type { WebClient } from '@slack/web-api';
import type { Logger } from 'pino';
import type { Actor } from '../governance/gate.ts';
import { groupsNamed } from '../governance/groups-named.ts';
import type { Policy } from '../governance/policy-schema.ts';
import { type Member, roleOf } from '../governance/roles.ts';
import { createRecall } from './recall.ts';
import type { UserGroups } from './user-groups.ts';

/** What Slack says of a person by itself. */
type Profile = Omit<Member, 'userId' | 'groups'>;

/** Of someone unknown it is assumed that they may little. */
const UNKNOWN: Profile = { isWorkspaceAdmin: false, isOutsider: true };

/** Tells who a Slack user is to BuildRunner. Never throws: whoever cannot be looked up has the least role. */
export type ResolveActor = (client: WebClient, workspaceId: string, userId: string) => Promise<Actor>;

export function createResolveActor(options: {
  policy: () => Policy;
  userGroups: Pick<UserGroups, 'of'>;
  now: () => Date;
  log: Logger;
}): ResolveActor {
  const recall = createRecall<Profile>({
    unknown: UNKNOWN,
    now: options.now,
    onError: (error, person) => options.log.warn({ err: error, person }, 'Slack did not tell who this is'),
  });

  async function lookUp(client: WebClient, workspaceId: string, userId: string): Promise<Profile> {
    const { user } = await client.users.info({ user: userId });
    const isElsewhere = user?.team_id !== undefined && user.team_id !== workspaceId && !user.enterprise_user;
    const isGuest = user?.is_restricted || user?.is_ultra_restricted || user?.is_stranger || user?.is_bot;
    return {
      isWorkspaceAdmin: user?.is_admin === true || user?.is_owner === true,
      isOutsider: user === undefined || isElsewhere || isGuest === true,
    };
  }

  return async (client, workspaceId, userId) => {
    const [profile, groups] = await Promise.all([
      recall(`${workspaceId}/${userId}`, () => lookUp(client, workspaceId, userId)),
      options.userGroups.of(client, workspaceId, userId, groupsNamed(options.policy())),
    ]);
    const member: Member = { userId, groups, ...profile };
    return { workspaceId, userId, role: roleOf(options.policy(), member), member };
  };
}
