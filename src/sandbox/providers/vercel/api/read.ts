import type { Request } from 'express';
import { z } from 'zod';
import { badRequest } from './error.ts';

/** The parameters every operation takes beside its own; `api/guards.ts` reads them. */
const scope = { teamId: z.string().optional(), slug: z.string().optional() };

/** Reads a request's query, refusing what the operation does not know; 400 in Vercel's words. */
export function readQuery<Shape extends z.ZodRawShape>(request: Request, shape: Shape) {
  return read(z.strictObject({ ...scope, ...shape }), request.query);
}

/** Reads a request's JSON body; without one it is refused. */
export function readBody<Schema extends z.ZodType>(request: Request, schema: Schema): z.infer<Schema> {
  if (request.body === undefined) throw badRequest('Invalid request: missing JSON body.');
  return read(schema, request.body);
}

function read<Schema extends z.ZodType>(schema: Schema, value: unknown): z.infer<Schema> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw badRequest(`Invalid request: ${issue ? complaint(issue, value) : 'unreadable'}.`);
}

function complaint(issue: z.core.$ZodIssue, value: unknown): string {
  const name = issue.path.join('.');
  if (issue.code === 'unrecognized_keys') {
    const key = [...issue.path, issue.keys[0]].join('.');
    return `should NOT have additional property \`${key}\``;
  }
  if (issue.code === 'invalid_type') {
    if (valueAt(value, issue.path) === undefined) return `missing required property \`${name}\``;
    return `\`${name || 'body'}\` should be ${issue.expected}`;
  }
  return `\`${name || 'body'}\` ${issue.message}`;
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (inner, key) => (typeof inner === 'object' && inner !== null ? Reflect.get(inner, key) : undefined),
    value,
  );
}

/** A number as it stands in a query. */
export const numberParameter = z
  .string()
  .regex(/^-?\d+$/, 'should be number')
  .transform(Number)
  .optional();

/** A switch as it stands in a query. */
export const flagParameter = z
  .enum(['0', '1'], 'should be equal to one of the allowed values "0, 1"')
  .optional();
