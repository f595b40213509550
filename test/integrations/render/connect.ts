import type {
  ConnectedProvider,
  Connection,
  DeploymentPlatform,
} from '../../../src/integrations/contract.ts';
import { connectRender } from '../../../src/integrations/render/client.ts';
import { connectionTo, type Vendor } from '../recording-vendor.ts';
import { NOW, SERVICE_ID } from './answers.ts';

export const CANARY = 'rnd_canary1234567890';
export const PULL_REQUESTS = { preview_mode: 'pull_request_previews' };

export function connection(vendor: Pick<Vendor, 'baseUrl'>, values: Record<string, string> = {}): Connection {
  const own = { api_key: CANARY, service_id: SERVICE_ID, preview_mode: 'preview_service', ...values };
  return connectionTo(vendor, own);
}

/** The adapter, talking to a vendor of the test. */
export function connect(
  vendor: Pick<Vendor, 'baseUrl'>,
  values?: Record<string, string>,
  now: Date = NOW,
): Promise<ConnectedProvider> {
  return connectRender(connection(vendor, values), () => now);
}

export async function platform(
  vendor: Vendor,
  values?: Record<string, string>,
  now?: Date,
): Promise<DeploymentPlatform> {
  const { deployments } = await connect(vendor, values, now);
  if (!deployments) throw new Error('Render deploys');
  return deployments;
}
