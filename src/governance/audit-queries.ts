import type { RunnerEventRow } from '../store/audit-schema.ts';
import type { Database } from '../store/database.ts';
import { listRunnerEvents } from '../store/runner-events.ts';
import type { Timestamp } from '../store/timestamp.ts';
import { type Actor, type Gate, Refusal } from './gate.ts';

/** Which events of the audit log are asked for. */
export interface AuditFilter {
  /** Inclusive. */
  since?: Timestamp | undefined;
  /** A Slack user id, `system`, or `webhook:vercel`. */
  actor?: string | undefined;
  /** What the action begins with: `preview.` */
  action?: string | undefined;
  /** Where the page before ended: `next` of that page. */
  cursor?: string | undefined;
}

export interface AuditPage {
  /** Newest first. */
  events: RunnerEventRow[];
  /** Leads to what is older; absent where there is none. */
  next?: string;
}

export interface AuditQueries {
  /** A page of the actor's workspace's audit log. Throws `Refusal`. */
  list(actor: Actor, filter: AuditFilter, limit: number): Promise<AuditPage>;
}

export function createAuditQueries(options: { database: Database; gate: Gate }): AuditQueries {
  const { database, gate } = options;
  return {
    async list(actor, filter, limit) {
      await gate.require(actor, 'audit.read');
      return auditPage(database, actor.workspaceId, filter, limit);
    },
  };
}

/** A page of one workspace's events, or of all where none is named. Throws `Refusal` for a cursor that is none. */
export async function auditPage(
  { db }: Database,
  workspaceId: string | undefined,
  { since, actor, action, cursor }: AuditFilter,
  limit: number,
): Promise<AuditPage> {
  const found = await listRunnerEvents(db, workspaceId, {
    limit: limit + 1,
    ...(since !== undefined && { since }),
    ...(actor !== undefined && { actor }),
    ...(action !== undefined && { actionPrefix: action }),
    ...(cursor !== undefined && { before: readCursor(cursor) }),
  });
  const events = found.slice(0, limit);
  const last = events.at(-1);
  return found.length > limit && last ? { events, next: cursorAt(last) } : { events };
}

function cursorAt({ created_at, id }: RunnerEventRow): string {
  return Buffer.from(`${created_at} ${id}`).toString('base64url');
}

function readCursor(cursor: string): { created_at: Timestamp; id: string } {
  const text = Buffer.from(cursor, 'base64url').toString();
  const [, created_at, id] = /^(\d{4}-\d\d-\d\dT\S+Z) (\S+)$/.exec(text) ?? [];
  if (created_at === undefined || id === undefined) {
    throw new Refusal('The cursor is not one that was given with a page. Begin again without it.');
  }
  return { created_at, id };
}
