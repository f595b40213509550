import { randomUUID } from 'node:crypto';
import type { Server } from 'node:http';
import { type Request, type Response, Router } from 'express';
import { type WebSocket, WebSocketServer } from 'ws';
import { until } from '../support/until.ts';

export const APP_TOKEN = 'xapp-test';

/**
 * Slack's side of Socket Mode: it gives an address once for each connection, greets, tells of what happened in
 * envelopes, and takes their acknowledgements. https://docs.slack.dev/apis/events-api/using-socket-mode
 */
export function createPretendSocket(server: Server, base: string) {
  const tickets = new Set<string>();
  const connections = new Set<WebSocket>();
  const acknowledged = new Map<string, unknown>();
  const world = {
    /** How many connections were opened so far. */
    opened: 0,
    /** What is answered to the next tries to connect, instead of an address. */
    refusals: [] as { status?: number; body?: object }[],
    /** The address that is given instead of ours. */
    elsewhere: undefined as string | undefined,
    /** Whether a connection is greeted. */
    greets: true,
  };
  const sockets = new WebSocketServer({ noServer: true });
  server.on('upgrade', (request, socket, head) => {
    const ticket = new URL(request.url ?? '', base).searchParams.get('ticket') ?? '';
    if (!tickets.delete(ticket)) {
      socket.destroy();
      return;
    }
    sockets.handleUpgrade(request, socket, head, (connection) => {
      world.opened += 1;
      connections.add(connection);
      connection.on('close', () => connections.delete(connection));
      connection.on('message', (data) => {
        const { envelope_id: id, payload } = JSON.parse(String(data));
        acknowledged.set(id, payload);
      });
      if (world.greets) connection.send(JSON.stringify({ type: 'hello', num_connections: 1 }));
    });
  });

  const router = Router();
  router.post('/apps.connections.open', (request: Request, response: Response) => {
    const refusal = world.refusals.shift();
    if (refusal) {
      response.status(refusal.status ?? 200).json(refusal.body ?? {});
    } else if (request.get('authorization') === `Bearer ${APP_TOKEN}`) {
      const ticket = randomUUID();
      tickets.add(ticket);
      const own = `${base.replace('http', 'ws')}/link?ticket=${ticket}`;
      response.json({ ok: true, url: world.elsewhere ?? own });
    } else {
      response.json({ ok: false, error: 'invalid_auth' });
    }
  });

  return Object.assign(world, {
    router,
    connections,
    /** Sends an envelope over the connection there is; gives its id. */
    async tell(type: 'events_api' | 'slash_commands' | 'interactive', payload: object): Promise<string> {
      const [connection] = await until(() => (connections.size > 0 ? [...connections] : undefined));
      const id = randomUUID();
      const envelope = { envelope_id: id, type, payload, accepts_response_payload: type !== 'events_api' };
      connection?.send(JSON.stringify(envelope));
      return id;
    },
    isAcknowledged: (id: string) => acknowledged.has(id),
    /** What came with the acknowledgement, once it is there. */
    answerTo: (id: string) => until(() => acknowledged.has(id) && { payload: acknowledged.get(id) }),
    /** As Slack does every few hours. */
    recycle() {
      for (const connection of connections) {
        connection.send(JSON.stringify({ type: 'disconnect', reason: 'refresh_requested' }));
      }
    },
    close() {
      for (const connection of connections) connection.terminate();
      sockets.close();
    },
  });
}
