import type { WebClient } from '@slack/web-api';
import type { Logger } from 'pino';
import { createRecall } from './recall.ts';

/** Who is in which Slack user group. Never throws: of a group that cannot be asked about, nobody is known. */
export interface UserGroups {
  members(client: WebClient, workspaceId: string, groupId: string): Promise<readonly string[]>;
  /** Those of `groupIds` that a person is in. */
  of(client: WebClient, workspaceId: string, userId: string, groupIds: readonly string[]): Promise<string[]>;
}

export function createUserGroups({ now, log }: { now: () => Date; log: Logger }): UserGroups {
  const recall = createRecall<readonly string[]>({
    unknown: [],
    now,
    onError: (error, group) => log.warn({ err: error, group }, 'Slack did not tell who is in a user group'),
  });

  /** https://docs.slack.dev/reference/methods/usergroups.users.list: all at once, without pages. */
  function members(client: WebClient, workspaceId: string, groupId: string) {
    return recall(`${workspaceId}/${groupId}`, async () => {
      const { users } = await client.usergroups.users.list({ usergroup: groupId });
      return users ?? [];
    });
  }

  return {
    members,
    async of(client, workspaceId, userId, groupIds) {
      const found = await Promise.all(groupIds.map((groupId) => members(client, workspaceId, groupId)));
      return groupIds.filter((_groupId, index) => found[index]?.includes(userId));
    },
  };
}
