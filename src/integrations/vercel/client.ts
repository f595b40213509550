import type { ConnectedProvider, Connection } from '../contract.ts';
import { VercelApi } from './api.ts';
import { testConnection } from './connection-test.ts';
import { vercelDeployments } from './deployments.ts';
import { vercelRegistrar } from './registrar.ts';

/** Joins the parts of the adapter for one connection. Nothing is sent and no SDK is loaded before the first call. */
export async function connectVercel(
  connection: Connection,
  now: () => Date = () => new Date(),
): Promise<ConnectedProvider> {
  const api = new VercelApi(connection, now);
  return {
    test: () => testConnection(api),
    deployments: vercelDeployments(api),
    webhooks: vercelRegistrar(api),
  };
}
