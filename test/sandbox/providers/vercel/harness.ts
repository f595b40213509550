import type { AddressInfo } from 'node:net';
import express from 'express';
import type { PretendProvider } from '../../../../src/sandbox/providers/provider.ts';
import { TOKEN } from '../../../../src/sandbox/providers/vercel/account.ts';
import {
  createPretendVercel,
  type PretendVercelOptions,
} from '../../../../src/sandbox/providers/vercel/index.ts';
import { ManualClock } from '../manual-clock.ts';

export interface Exchange {
  method: string;
  path: string;
  query: string;
  status: number;
  body: unknown;
}

export interface Answer {
  status: number;
  headers: Headers;
  body: { error?: { code: string; message: string }; [field: string]: unknown };
}

/** A pretend Vercel behind a real server on a free port, with a clock that the test moves. */
export async function openVercel(options: Partial<PretendVercelOptions> & { clock?: ManualClock } = {}) {
  const clock = options.clock ?? new ManualClock();
  const exchanges: Exchange[] = [];
  const errors: unknown[] = [];
  let base = '';
  const vercel: PretendProvider = createPretendVercel({
    baseUrl: () => base,
    now: clock.now,
    timers: clock,
    webhookRetryDelaysMs: [1_000, 5_000],
    onError: (error) => errors.push(error),
    ...options,
  });

  const app = express();
  app.use('/sandbox/vercel', recordTo(exchanges), vercel.api);
  const server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/sandbox/vercel`;
  vercel.start();

  return {
    vercel,
    clock,
    base,
    exchanges,
    async call(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
      const response = await fetch(`${base}${path}`, {
        method,
        headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json', ...headers },
        body: body === undefined || typeof body === 'string' ? (body ?? null) : JSON.stringify(body),
      });
      const text = await response.text();
      const answer: Answer = {
        status: response.status,
        headers: response.headers,
        body: text ? JSON.parse(text) : {},
      };
      return answer;
    },
    async close() {
      await vercel.close();
      if (errors.length > 0) throw new AggregateError(errors, 'the pretend Vercel failed in the background');
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export type OpenVercel = Awaited<ReturnType<typeof openVercel>>;

/** A request body that the pretend Vercel takes. */
export const order = (ref: string, more: Record<string, unknown> = {}) => ({
  name: 'web-app',
  gitSource: { type: 'github', ref, repoId: 731_204_518 },
  ...more,
});

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
