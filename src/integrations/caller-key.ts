import type { Caller } from '../security/caller.ts';

/** By which an integration's calls are kept apart from all others: it has credentials and a base URL of its own. */
export function callerKey({ workspaceId, integrationId, provider }: Caller): string {
  return `${workspaceId}/${integrationId ?? provider}`;
}
