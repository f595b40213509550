import type { Request } from 'express';
import { z } from 'zod';
import { ApiError, type FieldError, validationFailed } from './error.ts';

/** Reads a request's query, refusing what the operation does not know, so that a slip is seen; GitHub passes it over. */
export function readQuery<Shape extends z.ZodRawShape>(request: Request, shape: Shape) {
  return read(z.strictObject(shape), request.query, 'Query');
}

/** Reads a request's JSON body; `resource` is what GitHub calls it in its complaints. */
export function readBody<Schema extends z.ZodType>(
  request: Request,
  schema: Schema,
  resource: string,
): z.infer<Schema> {
  if (typeof request.body !== 'object' || request.body === null || Array.isArray(request.body)) {
    throw new ApiError(400, 'Body should be a JSON object');
  }
  return read(schema, request.body, resource);
}

function read<Schema extends z.ZodType>(schema: Schema, value: unknown, resource: string): z.infer<Schema> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw validationFailed(...result.error.issues.flatMap((issue) => complaints(issue, value, resource)));
}

function complaints(issue: z.core.$ZodIssue, value: unknown, resource: string): FieldError[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((field) => ({ resource, field, code: 'invalid' }));
  }
  const field = issue.path.join('.');
  const given = issue.path.reduce<unknown>(
    (inner, key) => (typeof inner === 'object' && inner !== null ? Reflect.get(inner, key) : undefined),
    value,
  );
  if (given === undefined) return [{ resource, field, code: 'missing_field' }];
  const message =
    issue.code === 'invalid_type' || issue.code === 'invalid_union' ? {} : { message: issue.message };
  return [{ resource, field, code: 'message' in message ? 'custom' : 'invalid', value: given, ...message }];
}

/** What Express gives for a part of a path. */
export type PathParameter = string | string[] | undefined;

/** A whole number in a path; anything else is nothing that could be found. */
export function numberIn(parameter: PathParameter): number {
  return typeof parameter === 'string' && /^\d{1,15}$/.test(parameter) ? Number(parameter) : Number.NaN;
}
