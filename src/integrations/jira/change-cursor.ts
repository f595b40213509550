import { z } from 'zod';
import type { IssueAnswer, IssuePage } from './answers.ts';

/**
 * Where to go on from. JQL knows whole minutes alone, and Jira's index may show a change some minutes later than a newer
 * one: so each query begins a while before the last change told, and what was told of that time already is known by its
 * id and time of change. Once that time is well past nothing can come into it any more, and it is not asked about again.
 */
export interface Cursor {
  /** The latest change told. Times are epoch milliseconds. */
  at: number;
  /** The whole minute from which the next query asks. */
  from: number;
  /** What the next query will find again: ids, and the times of change that were told. */
  seen: ReadonlyMap<string, number>;
  /** The rest of a query whose pages bring more that is new than asking anew would. */
  more?: { jql: string; token: string } | undefined;
}

const MINUTE_MS = 60_000;

/** How far the index may lag behind. */
const OVERLAP_MS = 5 * MINUTE_MS;

/** As far again, since Jira's clock is not ours. */
const SETTLED_MS = 2 * OVERLAP_MS;

const written = z.object({
  at: z.number(),
  from: z.number(),
  seen: z.array(z.tuple([z.string(), z.number()])),
  more: z.object({ jql: z.string(), token: z.string() }).optional(),
});

/** One that cannot be read means from the beginning, which is slow and does no harm. */
export function readCursor(cursor: string | undefined): Cursor | undefined {
  if (cursor === undefined) return undefined;
  try {
    const { seen, ...rest } = written.parse(JSON.parse(cursor));
    return { ...rest, seen: new Map(seen) };
  } catch {
    return undefined;
  }
}

export function writeCursor({ seen, ...rest }: Cursor): string {
  return JSON.stringify({ ...rest, seen: [...seen] });
}

/** The cursor once a page of `jql` has been told; undefined where nothing ever changed. */
export function cursorAfter(
  cursor: Cursor | undefined,
  { issues, next }: IssuePage,
  jql: string,
  now: Date,
): Cursor | undefined {
  if (!cursor && issues.length === 0 && !next) return undefined;
  const at = Math.max(cursor?.at ?? 0, ...issues.map(changeTime));
  if (!next && now.getTime() - at >= SETTLED_MS) {
    return { at, from: Math.max(cursor?.from ?? 0, minuteOf(at) + MINUTE_MS), seen: new Map() };
  }
  const from = Math.max(cursor?.from ?? 0, minuteOf(at - OVERLAP_MS));
  const told = issues.map((issue) => [issue.id, changeTime(issue)] as const);
  const seen = new Map([...(cursor?.seen ?? []), ...told].filter(([, time]) => time >= from));
  const asksAnew = at > (cursor?.at ?? 0) && seen.size <= issues.length / 2;
  return { at, from, seen, ...(next && !asksAnew && { more: { jql, token: next } }) };
}

/** A time that cannot be read counts as long ago: then the issue is told each time rather than never. */
export function changeTime({ fields }: IssueAnswer): number {
  return Date.parse(fields.updated) || 0;
}

function minuteOf(time: number): number {
  return Math.floor(time / MINUTE_MS) * MINUTE_MS;
}
