import type { AddressInfo } from 'node:net';
import express from 'express';
import type { PretendOptions, PretendProvider } from '../../../src/sandbox/providers/provider.ts';
import { ManualClock } from './manual-clock.ts';

export interface Exchange {
  method: string;
  path: string;
  query: string;
  status: number;
  body: unknown;
}

/** What a test may set; all else is its clock's. */
export type Settings<Options extends PretendOptions> = Partial<Options> & { clock?: ManualClock };

/** A pretend provider behind a real server on a free port, with a clock that the test moves. */
export async function serve<Provider extends PretendProvider>(
  create: (options: PretendOptions) => Provider,
  { clock = new ManualClock(), ...options }: Settings<PretendOptions>,
  { token = '', watch }: { token?: string; watch?: express.RequestHandler } = {},
) {
  const exchanges: Exchange[] = [];
  const errors: unknown[] = [];
  let base = '';
  const provider = create({
    baseUrl: () => base,
    now: clock.now,
    timers: clock,
    onError: (error) => errors.push(error),
    ...options,
  });

  const app = express();
  app.use(`/sandbox/${provider.id}`, watch ?? recordTo(exchanges), provider.api);
  const server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/sandbox/${provider.id}`;
  provider.start();

  return {
    provider,
    clock,
    base,
    exchanges,
    act: (action: string, item?: string, inputs: Record<string, string> = {}) =>
      provider.act(action, item, inputs),
    section(title: string) {
      const found = provider.panel().sections.find((section) => section.title === title);
      if (!found) throw new Error(`no section ${title}`);
      return found.items;
    },
    /** What the panel says under a label that begins so; nothing where it does not. */
    hint: (label: string) =>
      provider.panel().hints.find((candidate) => candidate.label.startsWith(label))?.value ?? '',
    /** One request as anybody could send it. */
    async call(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
      const response = await fetch(`${base}${path}`, {
        method,
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...headers },
        body: body === undefined || typeof body === 'string' ? (body ?? null) : JSON.stringify(body),
        redirect: 'manual',
      });
      const text = await response.text();
      return { status: response.status, headers: response.headers, body: text ? JSON.parse(text) : {} };
    },
    async close() {
      await provider.close();
      if (errors.length > 0) throw new AggregateError(errors, `${provider.id} failed in the background`);
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function recordTo(exchanges: Exchange[]): express.RequestHandler {
  return (request, response, next) => {
    const json = response.json.bind(response);
    response.json = (body: unknown) => {
      const [path = '', query = ''] = request.url.split('?');
      exchanges.push({ method: request.method, path, query, status: response.statusCode, body });
      return json(body);
    };
    next();
  };
}
