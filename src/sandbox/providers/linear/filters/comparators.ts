import { invalid } from '../api/errors.ts';

/** `{eq: …, gte: …}`: every comparison that is given must hold. */
export type Comparator = Readonly<Record<string, unknown>>;

type Compare = (actual: never, wanted: never) => boolean;

const lower = (text: string) => text.toLowerCase();
const plain = (text: string) => lower(text.normalize('NFD').replace(/\p{M}/gu, ''));

const EQUALITY: Record<string, Compare> = {
  eq: (actual: unknown, wanted: unknown) => actual === wanted,
  neq: (actual: unknown, wanted: unknown) => actual !== wanted,
  in: (actual: unknown, wanted: unknown[]) => wanted.includes(actual),
  nin: (actual: unknown, wanted: unknown[]) => !wanted.includes(actual),
};

const ORDER: Record<string, Compare> = {
  ...EQUALITY,
  gt: (actual: number, wanted: number) => actual > wanted,
  gte: (actual: number, wanted: number) => actual >= wanted,
  lt: (actual: number, wanted: number) => actual < wanted,
  lte: (actual: number, wanted: number) => actual <= wanted,
};

const TEXT: Record<string, Compare> = {
  ...EQUALITY,
  eqIgnoreCase: (actual: string, wanted: string) => lower(actual) === lower(wanted),
  neqIgnoreCase: (actual: string, wanted: string) => lower(actual) !== lower(wanted),
  contains: (actual: string, wanted: string) => actual.includes(wanted),
  notContains: (actual: string, wanted: string) => !actual.includes(wanted),
  containsIgnoreCase: (actual: string, wanted: string) => lower(actual).includes(lower(wanted)),
  containsIgnoreCaseAndAccent: (actual: string, wanted: string) => plain(actual).includes(plain(wanted)),
  notContainsIgnoreCase: (actual: string, wanted: string) => !lower(actual).includes(lower(wanted)),
  startsWith: (actual: string, wanted: string) => actual.startsWith(wanted),
  startsWithIgnoreCase: (actual: string, wanted: string) => lower(actual).startsWith(lower(wanted)),
  notStartsWith: (actual: string, wanted: string) => !actual.startsWith(wanted),
  endsWith: (actual: string, wanted: string) => actual.endsWith(wanted),
  notEndsWith: (actual: string, wanted: string) => !actual.endsWith(wanted),
};

/** Ids, booleans and whatever else can only be the same or not. */
export const sameAs = (actual: unknown, wanted: Comparator) => holds(EQUALITY, actual, wanted);

export const textIs = (actual: string, wanted: Comparator) => holds(TEXT, actual, wanted);

export const numberIs = (actual: number, wanted: Comparator) => holds(ORDER, actual, wanted);

/** `actual` is epoch milliseconds; what it is compared with is ISO 8601. Durations are not played here. */
export function timeIs(actual: number, wanted: Comparator): boolean {
  const times = Object.entries(wanted).map(([name, value]) => [
    name,
    Array.isArray(value) ? value.map(milliseconds) : milliseconds(value),
  ]);
  return holds(ORDER, actual, Object.fromEntries(times));
}

/** A comparison that is given as null is none. */
function holds(comparisons: Record<string, Compare>, actual: unknown, wanted: Comparator): boolean {
  return Object.entries(wanted).every(([name, value]) => {
    const compare = comparisons[name];
    if (!compare) throw new Error(`no comparison ${name}`);
    return value === null || compare(actual as never, value as never);
  });
}

function milliseconds(value: unknown): number | null {
  if (value === null) return null;
  const time = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  if (Number.isNaN(time)) throw invalid(`${String(value)} is not a valid ISO 8601 date.`);
  return time;
}
