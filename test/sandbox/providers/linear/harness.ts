import type { AddressInfo } from 'node:net';
import express from 'express';
import type { ConnectedProvider } from '../../../../src/integrations/contract.ts';
import { connectLinear } from '../../../../src/integrations/linear/client.ts';
import { loadManifests } from '../../../../src/integrations/manifest.ts';
import { vocabularyOf } from '../../../../src/integrations/vocabulary.ts';
import { TOKEN } from '../../../../src/sandbox/providers/linear/account.ts';
import {
  createPretendLinear,
  type PretendLinearOptions,
} from '../../../../src/sandbox/providers/linear/index.ts';
import type { PretendProvider } from '../../../../src/sandbox/providers/provider.ts';
import { ManualClock } from '../manual-clock.ts';

export interface Answer {
  status: number;
  headers: Headers;
  body: {
    data?: Record<string, unknown> | null;
    errors?: { message: string; extensions: Record<string, unknown> }[];
  };
}

/** What the adapter cost: its operations by name and their points. */
export interface Cost {
  operation: string;
  points: number;
}

const manifest = (await loadManifests('manifests')).get('linear')!;

/** A pretend Linear behind a real server on a free port, with a clock that the test moves. */
export async function openLinear(options: Partial<PretendLinearOptions> & { clock?: ManualClock } = {}) {
  const clock = options.clock ?? new ManualClock();
  const costs: Cost[] = [];
  const errors: unknown[] = [];
  let base = '';
  const linear: PretendProvider = createPretendLinear({
    baseUrl: () => base,
    now: clock.now,
    timers: clock,
    onError: (error) => errors.push(error),
    ...options,
  });

  const app = express();
  app.use('/sandbox/linear', recordTo(costs), linear.api);
  const server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/sandbox/linear`;
  linear.start();

  return {
    linear,
    clock,
    base,
    costs,
    act: (action: string, item?: string, inputs: Record<string, string> = {}) =>
      linear.act(action, item, inputs),
    section(title: string) {
      const found = linear.panel().sections.find((candidate) => candidate.title === title);
      if (!found) throw new Error(`no section ${title}`);
      return found.items;
    },
    /** The id of an issue that the panel shows. */
    idOf(key: string): string {
      const items = linear.panel().sections.flatMap((section) => section.items);
      const item = items.find(({ title }) => title.startsWith(`${key} `));
      if (!item) throw new Error(`no issue ${key}`);
      return item.id;
    },
    async query(query: string, variables: unknown = {}, headers: Record<string, string> = {}) {
      const response = await fetch(`${base}/graphql`, {
        method: 'POST',
        headers: { authorization: TOKEN, 'content-type': 'application/json', ...headers },
        body: JSON.stringify({ query, variables }),
      });
      const answer: Answer = {
        status: response.status,
        headers: response.headers,
        body: (await response.json()) as Answer['body'],
      };
      return answer;
    },
    async close() {
      await linear.close();
      if (errors.length > 0) throw new AggregateError(errors, 'the pretend Linear failed in the background');
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export type OpenLinear = Awaited<ReturnType<typeof openLinear>>;

/** The real adapter, configured as the panel's hints say. */
export async function adapterFor(
  { linear, clock }: OpenLinear,
  values: Record<string, string> = {},
): Promise<Required<Pick<ConnectedProvider, 'test' | 'issues' | 'webhooks'>>> {
  const hint = (label: string) =>
    linear.panel().hints.find((one) => one.label.startsWith(label))?.value ?? '';
  const connection = {
    baseUrl: hint('API'),
    values: { api_key: hint('API key'), ...values },
    vocabulary: vocabularyOf(manifest, {}),
  };
  const { test, issues, webhooks } = await connectLinear(connection, clock.now);
  return { test, issues: issues!, webhooks: webhooks! };
}

function recordTo(costs: Cost[]): express.RequestHandler {
  return (request, response, next) => {
    response.on('finish', () => {
      const points = Number(response.getHeader('x-complexity'));
      const body = request.body as { query?: string } | undefined;
      const operation = /(?:query|mutation) (\w+)/.exec(body?.query ?? '')?.[1];
      if (operation) costs.push({ operation, points });
    });
    next();
  };
}
