import type { WebClient } from '@slack/web-api';
import type { Logger } from 'pino';
import type { Actor } from '../governance/gate.ts';
import type { Policy } from '../governance/policy-schema.ts';
import { type Member, roleOf } from '../governance/roles.ts';

/** How long Slack's word on a person is believed, in ms. */
const REMEMBER_MS = 5 * 60_000;
/** How long Slack is waited for, in ms: a command has to be acknowledged within three seconds. */
const PATIENCE_MS = 1_500;

type Standing = Omit<Member, 'userId'>;

/** Of someone unknown it is assumed that they may little. */
const UNKNOWN: Standing = { isWorkspaceAdmin: false, isOutsider: true };

/** Tells who a Slack user is to BuildRunner. Never throws: whoever cannot be looked up has the least role. */
export type ResolveActor = (client: WebClient, workspaceId: string, userId: string) => Promise<Actor>;

export function createResolveActor(options: {
  policy: () => Policy;
  now: () => Date;
  log: Logger;
}): ResolveActor {
  const known = new Map<string, { standing: Standing; until: number }>();

  async function lookUp(client: WebClient, workspaceId: string, userId: string): Promise<Standing> {
    const { user } = await client.users.info({ user: userId });
    const isElsewhere = user?.team_id !== undefined && user.team_id !== workspaceId && !user.enterprise_user;
    const isGuest = user?.is_restricted || user?.is_ultra_restricted || user?.is_stranger || user?.is_bot;
    const standing = {
      isWorkspaceAdmin: user?.is_admin === true || user?.is_owner === true,
      isOutsider: user === undefined || isElsewhere || isGuest === true,
    };
    known.set(`${workspaceId}/${userId}`, { standing, until: options.now().getTime() + REMEMBER_MS });
    return standing;
  }

  async function standingOf(client: WebClient, workspaceId: string, userId: string): Promise<Standing> {
    const remembered = known.get(`${workspaceId}/${userId}`);
    if (remembered && remembered.until > options.now().getTime()) return remembered.standing;
    const fallback = remembered?.standing ?? UNKNOWN;
    const asked = lookUp(client, workspaceId, userId).catch((error: unknown) => {
      options.log.warn({ err: error, workspaceId, userId }, 'Slack did not tell who this is');
      return fallback;
    });
    // An answer that comes too late is remembered all the same: the next try knows.
    return Promise.race([asked, after(PATIENCE_MS, fallback)]);
  }

  return async (client, workspaceId, userId) => {
    const standing = await standingOf(client, workspaceId, userId);
    return { workspaceId, userId, role: roleOf(options.policy(), { userId, ...standing }) };
  };
}

function after<T>(ms: number, value: T): Promise<T> {
  return new Promise((resolve) => setTimeout(resolve, ms, value).unref());
}
