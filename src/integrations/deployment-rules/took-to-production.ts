import { ProviderError } from '../errors.ts';

/**
 * Cancels a deployment that a vendor took to production against our will, and gives the error to throw: code
 * `production_deployment`, saying whether it could be cancelled.
 *
 * @param settings where the vendor keeps the production branch: "Vercel → Settings → Git"
 * @param detail for logs: which deployment, and what it said
 */
export async function tookToProduction(
  cancel: () => Promise<void>,
  { vendor, settings, detail }: { vendor: string; settings: string; detail: string },
): Promise<ProviderError> {
  const failure = await cancel().then(
    () => undefined,
    (error: unknown) => error,
  );
  const outcome = failure
    ? `It could not be cancelled: cancel it in ${vendor} now, and check the production branch`
    : 'It was cancelled at once. Check the production branch';
  return new ProviderError(
    'production_deployment',
    `${vendor} took this branch for production. ${outcome} in ${settings}.`,
    { detail, cause: failure },
  );
}
