import type { Connection } from '../contract.ts';
import type { HttpAnswer, VendorAdvice } from '../http-errors.ts';

const MEND = 'then run `/buildrunner configure render`.';

/** What people are told when Render refuses, naming the field of the configure modal that mends it. */
export function renderAdvice({ values }: Connection): VendorAdvice {
  return {
    vendor: 'Render',
    unauthorized: `Render refused the API key. Make a new one in Render → Account Settings → API Keys, ${MEND}`,
    forbidden: `Render does not let the API key do this with ${values.service_id}. Check Service ID, or use the API key of a person who may deploy that service, ${MEND}`,
    notFound: 'Render no longer has this deploy. Deploy the branch again.',
  };
}

/** The same where it is the configured service that is missing. */
export function serviceAdvice(connection: Connection): VendorAdvice {
  const { service_id: service } = connection.values;
  return {
    ...renderAdvice(connection),
    notFound: `This API key sees no service ${service}. Check Service ID (in the service's address in Render) and API key, ${MEND}`,
  };
}

/** The same where webhooks are concerned, which not every workspace and person may have. */
export function webhookAdvice(connection: Connection): VendorAdvice {
  return {
    ...serviceAdvice(connection),
    forbidden:
      'Render lets only admins of a Professional workspace or higher register webhooks. Without one, BuildRunner asks Render every few seconds how a deploy stands.',
    // 402: the workspace's plan does not include it.
    codeOf: ({ status }: HttpAnswer) => (status === 402 ? 'forbidden' : undefined),
  };
}
