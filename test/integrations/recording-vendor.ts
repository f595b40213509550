import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Connection } from '../../src/integrations/contract.ts';

/** A request as it arrived, and what is answered to it by `method path`. */
export interface Received {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: IncomingMessage['headers'];
  body: unknown;
}

export interface Answer {
  status?: number;
  headers?: Record<string, string>;
  /** Sent as JSON unless it is text. */
  body?: unknown;
}

export type Answers = Record<string, Answer | Answer[] | ((request: Received) => Answer)>;

/** An HTTP server on the loopback that records what it is asked and answers from a table. */
export interface Vendor extends AsyncDisposable {
  baseUrl: string;
  received: Received[];
  /** `METHOD /path` of every request, in order. */
  calls(): string[];
}

/** What a person typed, with the API at the vendor of the test; nobody has mapped a status. */
export function connectionTo(
  { baseUrl }: Pick<Vendor, 'baseUrl'>,
  values: Record<string, string>,
): Connection {
  const vocabulary = { statusOverrides: {}, statusNames: {}, statusCategories: {}, priorities: {} };
  return { baseUrl, values, vocabulary };
}

/** Several answers for one route are given one after the other, the last one for good; without one it is a 404. */
export async function startVendor(answers: Answers): Promise<Vendor> {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    void read(request).then((seen) => {
      received.push(seen);
      const route = answers[`${seen.method} ${seen.path}`] ?? answers['*'];
      send(response, answerOf(route, seen, received));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    baseUrl,
    received,
    calls: () => received.map(({ method, path }) => `${method} ${path}`),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function answerOf(route: Answers[string] | undefined, seen: Received, received: Received[]): Answer {
  if (typeof route === 'function') return route(seen);
  if (!Array.isArray(route)) return route ?? { status: 404, body: { error: { code: 'not_found' } } };
  const times = received.filter(({ method, path }) => method === seen.method && path === seen.path).length;
  return route[Math.min(times, route.length) - 1] ?? {};
}

async function read(request: IncomingMessage): Promise<Received> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const text = Buffer.concat(chunks).toString();
  const url = new URL(request.url ?? '/', 'http://vendor.example');
  return {
    method: request.method ?? '',
    path: url.pathname,
    query: url.searchParams,
    headers: request.headers,
    body: text ? JSON.parse(text) : undefined,
  };
}

function send(response: ServerResponse, { status = 200, headers = {}, body }: Answer): void {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers });
  response.end(status === 204 ? undefined : text);
}
