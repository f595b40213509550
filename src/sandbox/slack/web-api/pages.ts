import { Refusal } from '../workspace/refusal.ts';
import type { Call } from './method.ts';

/** One page of `items` as `limit` and `cursor` ask for it. Throws `invalid_cursor`, `invalid_limit`. */
export function page<T>({ args }: Call, items: readonly T[], initial = 100): { items: T[]; next: string } {
  const limit = args.integer('limit', { initial, min: 1, max: 1000 }, 'invalid_limit');
  const start = readCursor(args.optional('cursor'));
  const end = start + limit;
  return { items: items.slice(start, end), next: end < items.length ? writeCursor(end) : '' };
}

function writeCursor(offset: number): string {
  return Buffer.from(`next:${offset}`).toString('base64');
}

function readCursor(cursor: string | undefined): number {
  if (cursor === undefined) return 0;
  const offset = /^next:(\d+)$/.exec(Buffer.from(cursor, 'base64').toString('utf8'))?.[1];
  if (offset === undefined) throw new Refusal('invalid_cursor');
  return Number(offset);
}
