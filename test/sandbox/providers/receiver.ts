import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';

/** What all deployment webhooks have; the tests look at these fields. */
const webhookSchema = z.looseObject({
  id: z.string(),
  type: z.string(),
  createdAt: z.number(),
  region: z.string(),
  payload: z.looseObject({ deployment: z.looseObject({ id: z.string() }) }),
});

export interface Received {
  headers: IncomingHttpHeaders;
  body: Buffer;
  event: z.infer<typeof webhookSchema>;
}

/** An HTTP server that takes webhooks and answers with `status`, which a test may change. */
export async function openReceiver() {
  const received: Received[] = [];
  const state = { status: 200 };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks);
      const event = webhookSchema.parse(JSON.parse(body.toString()));
      received.push({ headers: request.headers, body, event });
      response.writeHead(state.status).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/hook`,
    received,
    state,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export type Receiver = Awaited<ReturnType<typeof openReceiver>>;
