import type { Request } from 'express';
import { z } from 'zod';
import { badRequest } from './error.ts';

const MOST = 100;

/** Reads a request's query, refusing what the operation does not know. */
export function readQuery<Shape extends z.ZodRawShape>(request: Request, shape: Shape) {
  return read(z.strictObject(shape), request.query);
}

/** Reads a request's JSON body; without one it is refused. */
export function readBody<Schema extends z.ZodType>(request: Request, schema: Schema): z.infer<Schema> {
  const isEmpty = request.body === undefined || request.get('content-length') === '0';
  if (isEmpty) throw badRequest('missing request body');
  return read(schema, request.body);
}

function read<Schema extends z.ZodType>(schema: Schema, value: unknown): z.infer<Schema> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const name = issue?.path.join('.') ?? '';
  if (issue?.code === 'unrecognized_keys') throw badRequest(`unknown parameter: ${issue.keys[0]}`);
  throw badRequest(`invalid ${name || 'body'}: ${issue?.message ?? 'unreadable'}`);
}

/** What every list takes. */
export const pageParameters = {
  cursor: z.string().optional(),
  limit: z
    .string()
    .regex(/^\d+$/, 'expected an integer')
    .transform(Number)
    .refine((limit) => limit >= 1 && limit <= MOST, `expected 1 to ${MOST}`)
    .optional(),
};

const USUAL = 20;

/** The page of a list that a request asks for; an entry's id serves as the cursor that leads on from it. */
export function pageOf<T extends { id: string }>(
  items: readonly T[],
  { cursor, limit = USUAL }: { cursor?: string | undefined; limit?: number | undefined },
): T[] {
  const from = cursor === undefined ? 0 : items.findIndex(({ id }) => id === cursor) + 1;
  if (cursor !== undefined && from === 0) throw badRequest('invalid cursor');
  return items.slice(from, from + limit);
}

/** One or several values of a filter: repeated, or with commas between. */
export const listParameter = z
  .union([z.string(), z.array(z.string())])
  .transform((value) => [value].flat().flatMap((part) => part.split(',')))
  .optional();

/** A time as it stands in a query, in epoch milliseconds. */
export const timeParameter = z
  .string()
  .refine((value) => !Number.isNaN(Date.parse(value)), 'expected an ISO 8601 time')
  .transform((value) => Date.parse(value))
  .optional();
