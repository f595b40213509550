import type { z } from 'zod';
import { NotUnderstood } from './errors.ts';

/** A verified webhook's body as JSON. Throws `NotUnderstood`. */
export function parseWebhookBody(body: Buffer | string): unknown {
  try {
    return JSON.parse(body.toString());
  } catch (error) {
    throw new NotUnderstood('the body is not JSON', { cause: error });
  }
}

/**
 * Reads a part of a webhook's body. Throws `NotUnderstood` saying where it is not of this shape.
 *
 * @param what names the part: `payload`
 */
export function readWebhookPart<T>(schema: z.ZodType<T>, value: unknown, what = 'the body'): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new NotUnderstood(
    `${[what, ...(issue?.path ?? [])].join('.')}: ${issue?.message ?? 'not as expected'}`,
  );
}
