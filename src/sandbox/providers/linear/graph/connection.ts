import { invalid } from '../api/errors.ts';

/** The arguments that all of Linear's lists take. */
export interface PageArguments {
  first?: number | null;
  after?: string | null;
  last?: number | null;
  before?: string | null;
  includeArchived?: boolean | null;
  orderBy?: 'createdAt' | 'updatedAt' | null;
}

export interface Connection<Answer> {
  nodes: Answer[];
  pageInfo: {
    hasNextPage: boolean;
    hasPreviousPage: boolean;
    startCursor: string | null;
    endCursor: string | null;
  };
}

const DEFAULT_PAGE = 50;
const MOST = 250;

/**
 * One page of `things`, which are in their order already. A cursor is the id of an entry, as at Linear; `last` takes
 * from the end and keeps the order.
 */
export function connection<Thing extends { id: string }, Answer>(
  things: readonly Thing[],
  { first, after, last, before }: PageArguments,
  answer: (thing: Thing) => Answer,
): Connection<Answer> {
  if (first != null && last != null) throw invalid('Only one of first and last can be given.');
  const size = sizeOf(first, 'first') ?? sizeOf(last, 'last') ?? DEFAULT_PAGE;
  const from = after == null ? 0 : placeOf(things, after) + 1;
  const to = before == null ? things.length : placeOf(things, before);
  const between = { from, to: Math.max(from, to) };
  const start = last == null ? between.from : Math.max(between.from, between.to - size);
  const end = last == null ? Math.min(between.to, between.from + size) : between.to;
  const page = things.slice(start, end);
  return {
    nodes: page.map(answer),
    pageInfo: {
      hasNextPage: end < things.length,
      hasPreviousPage: start > 0,
      startCursor: page[0]?.id ?? null,
      endCursor: page.at(-1)?.id ?? null,
    },
  };
}

/** Newest first by the time asked for, as Linear orders. */
export function newestFirst<Thing extends { createdAt: number; updatedAt?: number }>(
  things: readonly Thing[],
  orderBy: PageArguments['orderBy'],
): Thing[] {
  const at = ({ createdAt, updatedAt = createdAt }: Thing) =>
    orderBy === 'updatedAt' ? updatedAt : createdAt;
  // What came later goes first among equals, too.
  return things.toReversed().toSorted((a, b) => at(b) - at(a));
}

function sizeOf(size: number | null | undefined, name: string): number | undefined {
  if (size == null) return undefined;
  if (size < 1 || size > MOST) throw invalid(`${name} must be between 1 and ${MOST}.`);
  return size;
}

function placeOf(things: readonly { id: string }[], cursor: string): number {
  const place = things.findIndex(({ id }) => id === cursor);
  if (place === -1) throw invalid('The cursor is not one of this list.');
  return place;
}
