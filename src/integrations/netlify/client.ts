import type { ConnectedProvider, Connection } from '../contract.ts';
import { NetlifyApi } from './api.ts';
import { testConnection } from './connection-test.ts';
import { netlifyDeployments } from './deployments.ts';
import { netlifyRegistrar } from './registrar.ts';

/** Joins the parts of the adapter for one connection. Nothing is sent before the first call. */
export async function connectNetlify(
  connection: Connection,
  now: () => Date = () => new Date(),
): Promise<ConnectedProvider> {
  const api = new NetlifyApi(connection, now);
  return {
    test: () => testConnection(api),
    deployments: netlifyDeployments(api),
    webhooks: netlifyRegistrar(api),
  };
}
