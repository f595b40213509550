import type { ConflictStrategy } from '../governance/policy-schema.ts';
import type { IssuePriority, IssueStatus } from '../integrations/contract.ts';
import { MICROSTEP_PRIORITIES } from '../store/plan-schema.ts';

/** What is kept in step between a microstep and an issue. */
export interface SyncedFields {
  title: string;
  /** Markdown. */
  description: string;
  /** Undefined where the tracker's status means nothing here: then it is left as it is on both sides. */
  status: IssueStatus | undefined;
  /** The same. */
  priority: IssuePriority | undefined;
}

export type SyncedField = keyof SyncedFields;

/**
 * What both sides were when they last agreed. Each side has its own, since a tracker may store a text in its own way:
 * what matters is whether a side has changed since, not whether both read alike.
 */
export interface SyncBase {
  local: SyncedFields;
  remote: SyncedFields;
  /** The line of the policy that kept the issue's status from being carried over, while it does. */
  heldBy?: string;
}

/** Which way changes are carried. */
export const SYNC_DIRECTIONS = ['both', 'inbound', 'outbound'] as const;
export type SyncDirection = (typeof SYNC_DIRECTIONS)[number];

export interface Merge {
  /** To be written to the microstep. */
  toLocal: Partial<SyncedFields>;
  /** To be written to the issue. */
  toRemote: Partial<SyncedFields>;
  /** Changed on both sides, differently, and not ours to decide. */
  conflicts: SyncedField[];
  /** Changed, and not carried over this time: they keep their base, so that a later run still sees the change. */
  held: SyncedField[];
}

export const SYNCED_FIELDS: readonly SyncedField[] = ['title', 'description', 'status', 'priority'];

const STATUS_ORDER: readonly (IssueStatus | undefined)[] = ['todo', 'blocked', 'doing', 'done'];
const PRIORITY_ORDER = MICROSTEP_PRIORITIES.toReversed();

/** Three-way merge, field by field. Equal sides ask for nothing, so the echo of a write of ours dies by itself. */
export function merge(
  base: SyncBase,
  local: SyncedFields,
  remote: SyncedFields,
  options: { strategy: ConflictStrategy; direction: SyncDirection },
): Merge {
  const result: Merge = { toLocal: {}, toRemote: {}, conflicts: [], held: [] };
  for (const field of SYNCED_FIELDS) mergeField(field, base, local, remote, options, result);
  return result;
}

function mergeField<F extends SyncedField>(
  field: F,
  base: SyncBase,
  local: SyncedFields,
  remote: SyncedFields,
  { strategy, direction }: { strategy: ConflictStrategy; direction: SyncDirection },
  result: Merge,
): void {
  const ours = local[field];
  const theirs = remote[field];
  if (same(ours, theirs)) return;
  if (theirs === undefined) {
    result.held.push(field);
    return;
  }
  const oursChanged = !same(ours, base.local[field]);
  const theirsChanged = !same(theirs, base.remote[field]);
  const winner = !theirsChanged
    ? oursChanged && 'local'
    : oursChanged
      ? decideConflict(field, ours, theirs, strategy)
      : 'remote';
  if (winner === 'ask') result.conflicts.push(field);
  else if (winner === 'local' && direction !== 'inbound') result.toRemote[field] = ours;
  else if (winner === 'remote' && direction !== 'outbound') result.toLocal[field] = theirs;
  else if (winner) result.held.push(field);
}

function decideConflict(
  field: SyncedField,
  ours: SyncedFields[SyncedField],
  theirs: SyncedFields[SyncedField],
  strategy: ConflictStrategy,
): 'local' | 'remote' | 'ask' {
  switch (strategy) {
    case 'local_wins':
      return 'local';
    case 'remote_wins':
      return 'remote';
    case 'prompt':
      return 'ask';
    case 'auto_merge': {
      const order: readonly unknown[] | undefined = { status: STATUS_ORDER, priority: PRIORITY_ORDER }[
        field as 'status'
      ];
      if (!order) return 'ask';
      return order.indexOf(ours) > order.indexOf(theirs) ? 'local' : 'remote';
    }
  }
}

/** Whether two values of a field are the same to a person. */
export function same(a: string | undefined, b: string | undefined): boolean {
  return a === b || normalize(a) === normalize(b);
}

/** Line ends and blanks at the ends are nobody's change. */
function normalize(text: string | undefined): string | undefined {
  return text
    ?.replaceAll('\r\n', '\n')
    .replace(/[ \t]+$/gm, '')
    .trim();
}
