import type { AddressInfo } from 'node:net';
import express from 'express';
import { netlify as adapter } from '../../../../src/integrations/netlify/index.ts';
import { SITE, TOKEN } from '../../../../src/sandbox/providers/netlify/account.ts';
import {
  createPretendNetlify,
  type PretendNetlifyOptions,
} from '../../../../src/sandbox/providers/netlify/index.ts';
import type { PretendProvider } from '../../../../src/sandbox/providers/provider.ts';
import { ManualClock } from '../manual-clock.ts';

export interface Exchange {
  method: string;
  path: string;
  query: string;
  status: number;
  body: unknown;
}

/** A pretend Netlify behind a real server on a free port, with a clock that the test moves. */
export async function openNetlify(options: Partial<PretendNetlifyOptions> & { clock?: ManualClock } = {}) {
  const clock = options.clock ?? new ManualClock();
  const exchanges: Exchange[] = [];
  const errors: unknown[] = [];
  let base = '';
  const netlify: PretendProvider = createPretendNetlify({
    baseUrl: () => base,
    now: clock.now,
    timers: clock,
    webhookRetryDelaysMs: [1_000, 5_000],
    onError: (error) => errors.push(error),
    ...options,
  });

  const app = express();
  app.use('/sandbox/netlify', recordTo(exchanges), netlify.api);
  const server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/sandbox/netlify`;
  netlify.start();

  return {
    netlify,
    clock,
    base,
    exchanges,
    /** One request as anybody could send it. */
    async call(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
      const response = await fetch(`${base}${path}`, {
        method,
        headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json', ...headers },
        body: body === undefined || typeof body === 'string' ? (body ?? null) : JSON.stringify(body),
      });
      const text = await response.text();
      return {
        status: response.status,
        headers: response.headers,
        body: text ? JSON.parse(text) : undefined,
      };
    },
    /** The real adapter, configured as a person would after reading the panel's hints. */
    async connect() {
      const { deployments, webhooks, test } = await adapter.connect({
        baseUrl: base,
        values: { token: TOKEN, site_id: SITE.id },
        vocabulary: { statusOverrides: {}, statusNames: {}, statusCategories: {}, priorities: {} },
      });
      if (!deployments || !webhooks) throw new Error('Netlify deploys and has webhooks');
      return { deployments, webhooks, test };
    },
    act: (action: string, item?: string, inputs: Record<string, string> = {}) =>
      netlify.act(action, item, inputs),
    section(title: string) {
      const found = netlify.panel().sections.find((section) => section.title === title);
      if (!found) throw new Error(`no section ${title}`);
      return found.items;
    },
    async close() {
      await netlify.close();
      if (errors.length > 0) throw new AggregateError(errors, 'the pretend Netlify failed in the background');
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export type OpenNetlify = Awaited<ReturnType<typeof openNetlify>>;

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
