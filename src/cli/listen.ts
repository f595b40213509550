import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { UsageError } from './usage-error.ts';

/** Takes the port; port 0 is any. Gives the address at which this machine reaches it. Throws `UsageError`. */
export async function listen(
  server: Server,
  { port, host }: { port: number; host: string },
): Promise<string> {
  const listening = Promise.withResolvers<void>();
  server.once('error', listening.reject);
  server.listen(port, host, listening.resolve);
  try {
    await listening.promise;
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    throw new UsageError(
      `Cannot listen on ${host}:${port} (${problem}). Stop what does, or set PORT and HOST to something else.`,
    );
  }
  const address = server.address() as AddressInfo;
  return `http://${host === '0.0.0.0' ? '127.0.0.1' : host}:${address.port}`;
}
