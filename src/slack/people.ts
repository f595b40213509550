import type { WebClient } from '@slack/web-api';
import type { Logger } from 'pino';
import type { Actor } from '../governance/gate.ts';
import type { Policy } from '../governance/policy-schema.ts';
import { roleOf } from '../governance/roles.ts';

/** How long Slack's word on who is a workspace admin is believed, in ms. */
const REMEMBER_MS = 5 * 60_000;

/** Tells who a Slack user is to BuildRunner. */
export type ResolveActor = (client: WebClient, workspaceId: string, userId: string) => Promise<Actor>;

export function createResolveActor(options: {
  policy: () => Policy;
  now: () => Date;
  log: Logger;
}): ResolveActor {
  const known = new Map<string, { isWorkspaceAdmin: boolean; until: number }>();

  async function isWorkspaceAdmin(client: WebClient, workspaceId: string, userId: string): Promise<boolean> {
    const key = `${workspaceId}/${userId}`;
    const now = options.now().getTime();
    const remembered = known.get(key);
    if (remembered && remembered.until > now) return remembered.isWorkspaceAdmin;
    try {
      const { user } = await client.users.info({ user: userId });
      const isAdmin = user?.is_admin === true || user?.is_owner === true;
      known.set(key, { isWorkspaceAdmin: isAdmin, until: now + REMEMBER_MS });
      return isAdmin;
    } catch (error) {
      // Not knowing gives nobody more than the default role.
      options.log.warn({ err: error, workspaceId, userId }, 'Slack did not tell whether this is an admin');
      return remembered?.isWorkspaceAdmin ?? false;
    }
  }

  return async (client, workspaceId, userId) => {
    const admin = await isWorkspaceAdmin(client, workspaceId, userId);
    return { workspaceId, userId, role: roleOf(options.policy(), { userId, isWorkspaceAdmin: admin }) };
  };
}
