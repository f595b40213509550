import type { ConnectedProvider, Connection } from '../contract.ts';
import { LinearCaller } from './caller.ts';
import { testConnection } from './connection-test.ts';
import { linearIssues } from './issues.ts';
import { linearRegistrar } from './registrar.ts';

/** Joins the parts of the adapter for one connection. Nothing is sent and no SDK is loaded before the first call. */
export async function connectLinear(
  connection: Connection,
  now: () => Date = () => new Date(),
): Promise<ConnectedProvider> {
  const caller = new LinearCaller(connection, now);
  return {
    test: () => testConnection(caller),
    issues: linearIssues(caller, connection.vocabulary),
    webhooks: linearRegistrar(caller),
  };
}
