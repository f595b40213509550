import type { Request } from 'express';
import { z } from 'zod';
import { unprocessable } from './error.ts';

/** Reads a request's query, refusing what the operation does not know. */
export function readQuery<Shape extends z.ZodRawShape>(request: Request, shape: Shape) {
  return read(z.strictObject(shape), request.query);
}

/** Reads a request's JSON body; without one it is refused. */
export function readBody<Schema extends z.ZodType>(request: Request, schema: Schema): z.infer<Schema> {
  if (request.body === undefined) throw unprocessable('The request has no JSON body');
  return read(schema, request.body);
}

function read<Schema extends z.ZodType>(schema: Schema, value: unknown): z.infer<Schema> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw unprocessable([issue?.path.join('.'), issue?.message].filter(Boolean).join(': '));
}

/** A number as it stands in a query. */
export const numberParameter = z.string().regex(/^\d+$/, 'is not an integer').transform(Number).optional();

/** A switch as it stands in a query. */
export const flagParameter = z
  .enum(['true', 'false'], 'is not a boolean')
  .transform((word) => word === 'true')
  .optional();
