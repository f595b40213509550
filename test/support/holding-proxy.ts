import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** Stands before another server and can keep requests waiting, as a slow network would. */
export interface HoldingProxy {
  /** In place of the address it stands before. */
  url: string;
  /** From now on requests whose path ends so are held. */
  hold(ending: string): void;
  /** How many are held. */
  readonly held: number;
  /** Lets go those that are held, and all later ones. */
  release(): void;
  close(): void;
}

/** `target` with a trailing slash. */
export async function openHoldingProxy(target: string): Promise<HoldingProxy> {
  let ending: string | undefined;
  let waiting: (() => void)[] = [];
  const server = createServer(async (request, response) => {
    const body = await buffer(request);
    const path = request.url ?? '/';
    const { promise, resolve } = Promise.withResolvers<void>();
    if (ending !== undefined && path.endsWith(ending)) waiting.push(resolve);
    else resolve();
    await promise;
    const { authorization = '', 'content-type': contentType = '' } = request.headers;
    const headers = { authorization, 'content-type': contentType };
    const answer = await fetch(new URL(path.slice(1), target), {
      method: request.method ?? 'GET',
      headers,
      body,
    });
    response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? '' });
    response.end(await answer.text());
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    hold(path) {
      ending = path;
    },
    get held() {
      return waiting.length;
    },
    release() {
      ending = undefined;
      for (const letGo of waiting) letGo();
      waiting = [];
    },
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
