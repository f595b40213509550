import { freeRefs } from './ref.ts';

interface Named {
  ref?: string | undefined;
  title: string;
}

/**
 * Says which reference each wanted entry beneath `parent` has: the one it names; else that of an existing entry of
 * the same title that nobody names, the first for the first; else a new one. So neither the order of entries nor
 * others between them changes what anything is called.
 */
export function matchRefs(
  parent: string,
  existing: readonly Readonly<Required<Named>>[],
  wanted: readonly Named[],
): string[] {
  const named = new Set(wanted.flatMap(({ ref }) => ref ?? []));
  const unnamed = existing.filter(({ ref }) => !named.has(ref));
  const byTitle = Map.groupBy(unnamed, ({ title }) => comparableTitle(title));
  const nextFree = freeRefs(parent, [...named, ...existing.map(({ ref }) => ref)]);
  return wanted.map(
    ({ ref, title }) => ref ?? byTitle.get(comparableTitle(title))?.shift()?.ref ?? nextFree(),
  );
}

/** Two titles that a person would call the same. */
function comparableTitle(title: string): string {
  return title.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
}
