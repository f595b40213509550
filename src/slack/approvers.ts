import type { WebClient } from '@slack/web-api';
import { type PolicyEntry, WORKSPACE_ADMINS } from '../governance/policy-schema.ts';

/** How many people Slack gives at once. */
const PAGE = 200;

/** The people whom entries of the policy stand for now, each once. Throws where Slack does not tell. */
export async function peopleOf(client: WebClient, entries: readonly PolicyEntry[]): Promise<string[]> {
  const found = new Set<string>();
  for (const entry of entries) {
    for (const person of await peopleOfEntry(client, entry)) found.add(person);
  }
  return [...found];
}

async function peopleOfEntry(client: WebClient, entry: PolicyEntry): Promise<string[]> {
  if (entry === WORKSPACE_ADMINS) return workspaceAdmins(client);
  if (!entry.startsWith('S')) return [entry];
  const { users } = await client.usergroups.users.list({ usergroup: entry });
  return users ?? [];
}

/** Whoever Slack calls an admin or an owner; https://docs.slack.dev/reference/methods/users.list */
async function workspaceAdmins(client: WebClient): Promise<string[]> {
  const admins: string[] = [];
  for (let cursor: string | undefined = ''; cursor !== undefined; ) {
    const page: Awaited<ReturnType<WebClient['users']['list']>> = await client.users.list({
      limit: PAGE,
      ...(cursor === '' ? {} : { cursor }),
    });
    for (const { id, deleted, is_bot, is_admin, is_owner } of page.members ?? []) {
      if (id !== undefined && !deleted && !is_bot && (is_admin || is_owner)) admins.push(id);
    }
    cursor = page.response_metadata?.next_cursor || undefined;
  }
  return admins;
}
