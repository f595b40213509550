import type { Request } from 'express';
import { z } from 'zod';
import { ApiError, invalidPayload } from './error.ts';

/** Reads a request's query, refusing what the operation does not know, so that a slip is seen; Jira passes it over. */
export function readQuery<Shape extends z.ZodRawShape>(request: Request, shape: Shape) {
  const result = z.strictObject(shape).safeParse(request.query);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const what = issue?.code === 'unrecognized_keys' ? issue.keys.join(', ') : issue?.path.join('.');
  throw new ApiError(400, [`The query parameter ${what} is not known or has no such value.`]);
}

/** Reads a request's JSON body. */
export function readBody<Schema extends z.ZodType>(request: Request, schema: Schema): z.infer<Schema> {
  const result = schema.safeParse(request.body);
  if (!result.success) throw invalidPayload();
  return result.data;
}

/** A parameter that is a list: repeated, or with commas, or both. */
export const listParameter = z
  .union([z.string(), z.array(z.string())])
  .optional()
  .transform((given) => (given === undefined ? undefined : [given].flat().flatMap((one) => one.split(','))));
