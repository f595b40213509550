import type { AddressInfo } from 'node:net';
import express from 'express';
import type { ConnectedProvider, DeploymentPlatform } from '../../../../src/integrations/contract.ts';
import { connectRender } from '../../../../src/integrations/render/client.ts';
import type { PretendProvider } from '../../../../src/sandbox/providers/provider.ts';
import { TOKEN, WEB_APP_ID, WEB_APP_PREVIEW_ID } from '../../../../src/sandbox/providers/render/account.ts';
import {
  createPretendRender,
  type PretendRenderOptions,
} from '../../../../src/sandbox/providers/render/index.ts';
import { ManualClock } from '../manual-clock.ts';

export interface Exchange {
  method: string;
  path: string;
  status: number;
  body: unknown;
}

export interface Answer {
  status: number;
  headers: Headers;
  body: Record<string, unknown>;
}

/** A pretend Render behind a real server on a free port, with a clock that the test moves. */
export async function openRender(options: Partial<PretendRenderOptions> & { clock?: ManualClock } = {}) {
  const clock = options.clock ?? new ManualClock();
  const exchanges: Exchange[] = [];
  const errors: unknown[] = [];
  let base = '';
  const render: PretendProvider = createPretendRender({
    baseUrl: () => base,
    now: clock.now,
    timers: clock,
    webhookRetryDelaysMs: [1_000, 5_000],
    onError: (error) => errors.push(error),
    ...options,
  });

  const app = express();
  app.use('/sandbox/render', recordTo(exchanges), render.api);
  const server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/sandbox/render`;
  render.start();

  return {
    render,
    clock,
    base,
    exchanges,
    /** The product's own adapter, configured as a newcomer configures it. */
    connect(values: Record<string, string> = {}): Promise<ConnectedProvider> {
      const vocabulary = { statusOverrides: {}, statusNames: {}, statusCategories: {}, priorities: {} };
      const typed = {
        api_key: TOKEN,
        service_id: WEB_APP_PREVIEW_ID,
        preview_mode: 'preview_service',
        ...values,
      };
      return connectRender({ baseUrl: base, values: typed, vocabulary }, clock.now);
    },
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
    section(title: string) {
      const found = render.panel().sections.find((candidate) => candidate.title === title);
      if (!found) throw new Error(`no section ${title}`);
      return found.items;
    },
    async close() {
      await render.close();
      if (errors.length > 0) throw new AggregateError(errors, 'the pretend Render failed in the background');
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export type OpenRender = Awaited<ReturnType<typeof openRender>>;

/** What a newcomer types to follow pull requests. */
export const PULL_REQUESTS = { service_id: WEB_APP_ID, preview_mode: 'pull_request_previews' };

export async function platformOf(
  open: OpenRender,
  values?: Record<string, string>,
): Promise<DeploymentPlatform> {
  const { deployments } = await open.connect(values);
  if (!deployments) throw new Error('Render deploys');
  return deployments;
}

function recordTo(exchanges: Exchange[]): express.RequestHandler {
  return (request, response, next) => {
    const json = response.json.bind(response);
    response.json = (body: unknown) => {
      const [path = ''] = request.url.split('?');
      exchanges.push({ method: request.method, path, status: response.statusCode, body });
      return json(body);
    };
    next();
  };
}
