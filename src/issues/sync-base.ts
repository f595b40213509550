import type { Issue } from '../integrations/contract.ts';
import type { IssueLinkRow } from '../store/issue-schema.ts';
import { SYNCED_FIELDS, type SyncBase, type SyncedField, type SyncedFields, same } from './merge.ts';
import { syncedFields } from './options.ts';

/**
 * What both sides last agreed on. Two sides that were never compared keep their texts. In status and priority the side
 * that has moved on from where everything starts is followed; where both have, the strategy decides.
 */
export function baseOf(link: Pick<IssueLinkRow, 'base'>, local: SyncedFields, remote: Issue): SyncBase {
  if (link.base !== null) return JSON.parse(link.base);
  const start = { status: 'todo', priority: 'none' } as const;
  return { local: { ...pick(local), ...start }, remote: { ...syncedFields(remote), ...start } };
}

/**
 * What both sides agree on from now: what they are, but for the fields of `kept`. Those keep the base they had, so that
 * their changes are still seen as changes the next time.
 */
export function nextBase(
  base: SyncBase,
  local: SyncedFields,
  remote: Issue,
  kept: readonly SyncedField[],
): SyncBase {
  const next: SyncBase = { local: pick(local), remote: syncedFields(remote) };
  for (const field of kept) {
    Object.assign(next.local, { [field]: base.local[field] });
    Object.assign(next.remote, { [field]: base.remote[field] });
  }
  return next;
}

/** JSON of what waits for a person's decision; null where nothing does. */
export function conflictOf(
  fields: readonly SyncedField[],
  local: SyncedFields,
  remote: Issue,
): string | null {
  if (fields.length === 0) return null;
  const theirs = syncedFields(remote);
  const both = fields.map((field) => [field, { ours: local[field], theirs: theirs[field] }] as const);
  return JSON.stringify(Object.fromEntries(both));
}

/** As if the losing side had not changed: the merge then carries the winner over by itself. */
export function decidedBase(base: string, conflict: string, winner: 'ours' | 'theirs'): SyncBase {
  const next: SyncBase = JSON.parse(base);
  const fields: Record<SyncedField, { ours: unknown; theirs: unknown }> = JSON.parse(conflict);
  for (const [field, { ours, theirs }] of Object.entries(fields)) {
    if (winner === 'ours') Object.assign(next.remote, { [field]: theirs });
    else Object.assign(next.local, { [field]: ours });
  }
  return next;
}

/**
 * Whether a microstep has changed since both sides last agreed, in a way that a sync could carry to the issue: what
 * waits for a person, or for a word of the tracker's to be mapped, it could not.
 */
export function hasChangeToCarry(
  link: Pick<IssueLinkRow, 'base' | 'conflict' | 'unmapped_status' | 'unmapped_priority'>,
  local: SyncedFields,
): boolean {
  if (link.base === null) return true;
  if (link.conflict !== null) return false;
  const agreed: SyncBase = JSON.parse(link.base);
  const waits: Partial<Record<SyncedField, boolean>> = {
    status: link.unmapped_status !== null,
    priority: link.unmapped_priority !== null,
  };
  return SYNCED_FIELDS.some((field) => !waits[field] && !same(local[field], agreed.local[field]));
}

function pick({ title, description, status, priority }: SyncedFields): SyncedFields {
  return { title, description, status, priority };
}
