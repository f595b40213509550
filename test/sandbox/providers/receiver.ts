import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A webhook as it came in, its bytes untouched. */
export interface Received {
  headers: Record<string, string | undefined>;
  body: Buffer;
}

/** An HTTP server that takes webhooks at `path` and answers with `status`, which a test may change. */
export async function openReceiver({ path = '/hook', status = 200 } = {}) {
  const received: Received[] = [];
  const state = { status };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const headers = Object.entries(request.headers).map(([name, value]) => [name, value?.toString()]);
      received.push({ headers: Object.fromEntries(headers), body: Buffer.concat(chunks) });
      response.writeHead(state.status).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}${path}`,
    received,
    state,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export type Receiver = Awaited<ReturnType<typeof openReceiver>>;
