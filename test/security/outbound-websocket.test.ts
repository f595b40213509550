import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocket } from 'undici';
import { expect, test } from 'vitest';
import { outboundFor } from './outbound-bench.ts';

/** RFC 6455, 1.3. */
function acceptKey(key: string | undefined): string {
  return createHash('sha1').update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64');
}

/** How a WebSocket to `url` comes out: `open` or `error`. */
async function outcomeOf(url: string): Promise<string> {
  const socket = new WebSocket(url);
  const outcome = await new Promise<string>((resolve) => {
    socket.addEventListener('open', () => resolve('open'));
    socket.addEventListener('error', () => resolve('error'));
  });
  socket.close();
  return outcome;
}

test('WebSockets, which Slack’s Socket Mode uses, pass the guard as well', async () => {
  const server = createServer();
  server.on('upgrade', (request, socket) => {
    const accept = acceptKey(request.headers['sec-websocket-key']);
    socket.on('error', () => socket.destroy());
    socket.write(
      `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
    );
    socket.once('data', () => socket.end());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const outbound = outboundFor({ operatorOrigins: [`http://127.0.0.1:${port}`] });
  const undo = outbound.install();
  try {
    expect(await outcomeOf(`ws://127.0.0.1:${port}/link?ticket=secret`)).toBe('open');
    expect(await outcomeOf(`ws://localhost:${port}/`)).toBe('error');
    expect(outbound.calls).toMatchObject([
      { origin: `http://127.0.0.1:${port}`, path: '/link', status: 101 },
      { origin: `http://localhost:${port}`, error: 'BLOCKED_HOST' },
    ]);
  } finally {
    undo();
    await outbound.close();
    server.closeAllConnections();
    server.close();
  }
});
