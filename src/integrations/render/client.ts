import type { ConnectedProvider, Connection } from '../contract.ts';
import { RenderApi } from './api.ts';
import { testConnection } from './connection-test.ts';
import { renderDeployments } from './deployments.ts';
import { renderRegistrar } from './registrar.ts';
import { settingsOf } from './settings.ts';

/** Joins the parts of the adapter for one connection. Nothing is sent before the first call. */
export async function connectRender(
  connection: Connection,
  now: () => Date = () => new Date(),
): Promise<ConnectedProvider> {
  const api = new RenderApi(connection, now);
  const settings = settingsOf(connection);
  return {
    test: () => testConnection(api, settings),
    deployments: renderDeployments(api, settings, now),
    webhooks: renderRegistrar(api, settings),
  };
}
