import type { RequestHandler } from 'express';
import type { ConnectedProvider } from '../../../../src/integrations/contract.ts';
import { connectLinear } from '../../../../src/integrations/linear/client.ts';
import { loadManifests } from '../../../../src/integrations/manifest.ts';
import { vocabularyOf } from '../../../../src/integrations/vocabulary.ts';
import { TOKEN } from '../../../../src/sandbox/providers/linear/account.ts';
import { createPretendLinear } from '../../../../src/sandbox/providers/linear/index.ts';
import type { PretendOptions } from '../../../../src/sandbox/providers/provider.ts';
import { type Settings, serve } from '../serve.ts';

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

export async function openLinear(settings: Settings<PretendOptions> = {}) {
  const costs: Cost[] = [];
  const served = await serve(createPretendLinear, settings, { watch: recordTo(costs) });
  const { provider, base } = served;
  return {
    ...served,
    linear: provider,
    costs,
    /** The id of an issue that the panel shows. */
    idOf(key: string): string {
      const items = provider.panel().sections.flatMap((section) => section.items);
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
  };
}

export type OpenLinear = Awaited<ReturnType<typeof openLinear>>;

/** The real adapter, configured as the panel's hints say. */
export async function adapterFor(
  { hint, clock }: OpenLinear,
  values: Record<string, string> = {},
): Promise<Required<Pick<ConnectedProvider, 'test' | 'issues' | 'webhooks'>>> {
  const connection = {
    baseUrl: hint('API'),
    values: { api_key: hint('API key'), ...values },
    vocabulary: vocabularyOf(manifest, {}),
  };
  const { test, issues, webhooks } = await connectLinear(connection, clock.now);
  return { test, issues: issues!, webhooks: webhooks! };
}

function recordTo(costs: Cost[]): RequestHandler {
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
