import type { Comparator } from './comparators.ts';

/** A filter as GraphQL has read it against the schema: unknown fields never get here. */
export type Filter = Readonly<Record<string, unknown>>;

/** How each field of one kind of filter is looked at. */
type Fields<Thing> = Readonly<Record<string, (thing: Thing, wanted: Comparator) => boolean>>;

/** Whether all given fields of a filter hold; `and` and `or` hold filters of the same kind. */
export function matcher<Thing>(fields: Fields<Thing>) {
  return function matches(thing: Thing, filter: Filter | null | undefined): boolean {
    return Object.entries(filter ?? {}).every(([name, wanted]) => {
      if (wanted === null) return true;
      if (name === 'and') return (wanted as Filter[]).every((part) => matches(thing, part));
      if (name === 'or') return (wanted as Filter[]).some((part) => matches(thing, part));
      const field = fields[name];
      if (!field) throw new Error(`no filter by ${name}`);
      return field(thing, wanted as Comparator);
    });
  };
}
