import type { Request, Response } from 'express';
import { z } from 'zod';
import type { Links } from '../links.ts';
import { readQuery } from './read.ts';

const USUAL = 30;
const MOST = 100;

const count = z
  .string()
  .regex(/^\d{1,9}$/, 'is not a number')
  .transform(Number)
  .optional();

/** The parameters of every list. */
const PAGING = { per_page: count, page: count };

/** Reads a list's own parameters together with those of paging. */
export function readListQuery<Shape extends z.ZodRawShape>(request: Request, shape: Shape) {
  return readQuery(request, { ...PAGING, ...shape });
}

/** Cuts out the page asked for and says in the `Link` header where the others are. */
export function pageOf<T>(links: Links, request: Request, response: Response, all: readonly T[]): T[] {
  const { per_page: wanted, page: number } = z.object(PAGING).parse(request.query);
  const size = Math.min(Math.max(wanted ?? USUAL, 1), MOST);
  const page = Math.max(number ?? 1, 1);
  const last = Math.max(1, Math.ceil(all.length / size));
  const address = (to: number) => {
    const url = new URL(links.api(request.path));
    for (const [name, value] of Object.entries(request.query)) url.searchParams.set(name, String(value));
    url.searchParams.set('page', String(to));
    return url.href;
  };
  const others: [string, number][] = [
    ...(page > 1 ? ([['prev', page - 1]] as [string, number][]) : []),
    ...(page < last
      ? ([
          ['next', page + 1],
          ['last', last],
        ] as [string, number][])
      : []),
    ...(page > 1 ? ([['first', 1]] as [string, number][]) : []),
  ];
  if (others.length > 0) {
    response.set('link', others.map(([rel, to]) => `<${address(to)}>; rel="${rel}"`).join(', '));
  }
  return all.slice((page - 1) * size, page * size);
}
