/**
 * The server pushes whole snapshots, most of which says what the last one said. This gives `next`, with every
 * part that equals the one in `previous` replaced by that very object, so that memoised components see what
 * really changed. Both are JSON values.
 */
export function shareUnchanged<T>(previous: unknown, next: T): T {
  if (Object.is(previous, next)) return next;
  if (Array.isArray(next)) return shareArray(previous, next) as T;
  if (isRecord(next)) return shareRecord(previous, next) as T;
  return next;
}

function shareArray(previous: unknown, next: unknown[]): unknown[] {
  if (!Array.isArray(previous)) return next;
  const shared = next.map((item, index) => shareUnchanged(previous[index], item));
  const same = shared.length === previous.length && shared.every((item, index) => item === previous[index]);
  return same ? previous : shared;
}

function shareRecord(previous: unknown, next: Record<string, unknown>): Record<string, unknown> {
  if (!isRecord(previous)) return next;
  const keys = Object.keys(next);
  const shared = Object.fromEntries(keys.map((key) => [key, shareUnchanged(previous[key], next[key])]));
  const same =
    keys.length === Object.keys(previous).length &&
    keys.every((key) => key in previous && shared[key] === previous[key]);
  return same ? previous : shared;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
