import type { Executor } from '../store/database.ts';
import { appendRunnerEvents } from '../store/runner-events.ts';

export interface AuditEntry {
  workspaceId: string;
  /** A Slack user id, `system`, or `webhook:vercel`. */
  actor: string;
  /** `integration.configured`: the thing, then what happened to it. */
  action: string;
  /** Facts worth keeping; never a secret. */
  payload: Record<string, unknown>;
}

/** Writes what happened into `runner_events`, in the caller's transaction where there is one. */
export interface Audit {
  record(executor: Executor, ...entries: AuditEntry[]): Promise<void>;
}

export function createAudit(options: { now: () => Date; newId: () => string }): Audit {
  return {
    async record(executor, ...entries) {
      const createdAt = options.now().toISOString();
      const rows = entries.map((entry) => ({
        id: options.newId(),
        workspace_id: entry.workspaceId,
        actor: entry.actor,
        action: entry.action,
        payload: JSON.stringify(entry.payload),
        created_at: createdAt,
      }));
      await appendRunnerEvents(executor, ...rows);
    },
  };
}
