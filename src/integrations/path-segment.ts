import { ProviderError } from './errors.ts';
import type { VendorAdvice } from './http-errors.ts';

/**
 * An id or a name as one part of a request's path. What vendors give out is letters, digits, dashes, underscores and
 * dots; what holds anything else, or nothing but dots, names nothing that a vendor has: `..` would climb to another
 * path, escaped or not. So nothing is sent: throws code `not_found` with the advice for what is missing.
 */
export function pathSegment(id: string, { vendor, notFound }: VendorAdvice): string {
  if (/^[\w.-]+$/.test(id) && !/^\.+$/.test(id)) return id;
  throw new ProviderError('not_found', notFound, { detail: `not an id of ${vendor}` });
}
