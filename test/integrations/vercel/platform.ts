import type { DeploymentPlatform } from '../../../src/integrations/contract.ts';
import { vercel } from '../../../src/integrations/vercel/index.ts';
import type { Vendor } from './vendor.ts';

/** The adapter's deployments, talking to a vendor of the test. */
export async function platform(vendor: Vendor, values?: Record<string, string>): Promise<DeploymentPlatform> {
  const { deployments } = await vercel.connect(vendor.connection(values));
  if (!deployments) throw new Error('Vercel deploys');
  return deployments;
}
