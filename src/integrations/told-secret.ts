import { ProviderError } from './errors.ts';

/**
 * A webhook registration of a vendor that makes the secret itself and tells it this once. Throws code
 * `unreadable_answer` where it did not: its deliveries could not be verified.
 */
export function withToldSecret(
  { id, secret }: { id: string; secret?: string | null | undefined },
  vendor: string,
): { id: string; secret: string } {
  if (secret) return { id, secret };
  const advice = `${vendor} registered the webhook without telling its secret. Configure ${vendor} once more.`;
  throw new ProviderError('unreadable_answer', advice);
}
