import type { Connection, DeploymentPlatform } from '../../../src/integrations/contract.ts';
import { vercel } from '../../../src/integrations/vercel/index.ts';
import { connectionTo, type Vendor } from '../recording-vendor.ts';

export const TOKEN = 'vcp_canary1234567890';

/** What a person typed for Vercel, with the API at the vendor of the test. */
export function connection(vendor: Pick<Vendor, 'baseUrl'>, values: Record<string, string> = {}): Connection {
  return connectionTo(vendor, { token: TOKEN, team_id: 'team_acme', project_name: 'web-app', ...values });
}

/** The adapter's deployments, talking to a vendor of the test. */
export async function platform(vendor: Vendor, values?: Record<string, string>): Promise<DeploymentPlatform> {
  const { deployments } = await vercel.connect(connection(vendor, values));
  if (!deployments) throw new Error('Vercel deploys');
  return deployments;
}
