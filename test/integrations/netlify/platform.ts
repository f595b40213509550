import type {
  ConnectedProvider,
  Connection,
  DeploymentPlatform,
} from '../../../src/integrations/contract.ts';
import { netlify } from '../../../src/integrations/netlify/index.ts';
import { connectionTo, type Vendor } from '../recording-vendor.ts';
import { SITE_ID } from './answers.ts';

export const TOKEN = 'nfp_canary1234567890abcdef';

/** What a person typed for Netlify, with the API at the vendor of the test. */
export function connection(vendor: Pick<Vendor, 'baseUrl'>, values: Record<string, string> = {}): Connection {
  return connectionTo(vendor, { token: TOKEN, site_id: SITE_ID, ...values });
}

/** The adapter, talking to a vendor of the test. */
export function connected(vendor: Vendor): Promise<ConnectedProvider> {
  return netlify.connect(connection(vendor));
}

/** Its deployments alone. */
export async function platform(vendor: Vendor): Promise<DeploymentPlatform> {
  const { deployments } = await connected(vendor);
  if (!deployments) throw new Error('Netlify deploys');
  return deployments;
}
