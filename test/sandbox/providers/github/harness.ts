import type { AddressInfo } from 'node:net';
import express from 'express';
import type { ConnectedProvider } from '../../../../src/integrations/contract.ts';
import { connectGitHub } from '../../../../src/integrations/github/client.ts';
import { InstallationTokens } from '../../../../src/integrations/github/installation-tokens.ts';
import { loadManifests } from '../../../../src/integrations/manifest.ts';
import { vocabularyOf } from '../../../../src/integrations/vocabulary.ts';
import { TOKEN } from '../../../../src/sandbox/providers/github/account.ts';
import {
  createPretendGitHub,
  type PretendGitHub,
  type PretendGitHubOptions,
} from '../../../../src/sandbox/providers/github/index.ts';
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
  body: Record<string, unknown> & { message?: string };
}

const manifest = (await loadManifests('manifests')).get('github')!;

/** A pretend GitHub behind a real server on a free port, with a clock that the test moves. */
export async function openGitHub(options: Partial<PretendGitHubOptions> & { clock?: ManualClock } = {}) {
  const clock = options.clock ?? new ManualClock();
  const exchanges: Exchange[] = [];
  const errors: unknown[] = [];
  let base = '';
  const github: PretendGitHub = createPretendGitHub({
    baseUrl: () => base,
    now: clock.now,
    timers: clock,
    onError: (error) => errors.push(error),
    ...options,
  });

  const app = express();
  app.use('/sandbox/github', recordTo(exchanges), github.api);
  const server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/sandbox/github`;
  github.start();

  return {
    github,
    clock,
    base,
    exchanges,
    act: (action: string, item?: string, inputs: Record<string, string> = {}) =>
      github.act(action, item, inputs),
    section(title: string) {
      const found = github.panel().sections.find((candidate) => candidate.title === title);
      if (!found) throw new Error(`no section ${title}`);
      return found.items;
    },
    async call(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
      const response = await fetch(`${base}${path}`, {
        method,
        headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json', ...headers },
        body: body === undefined || typeof body === 'string' ? (body ?? null) : JSON.stringify(body),
        redirect: 'manual',
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
      await github.close();
      if (errors.length > 0) throw new AggregateError(errors, 'the pretend GitHub failed in the background');
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export type OpenGitHub = Awaited<ReturnType<typeof openGitHub>>;

/** The real adapter, configured as the panel's hints say. */
export async function adapterFor(
  { base, github, clock }: OpenGitHub,
  values: Record<string, string> = {},
): Promise<Required<Omit<ConnectedProvider, 'deployments'>>> {
  const hint = (label: string) => github.panel().hints.find((one) => one.label === label)?.value ?? '';
  const connection = {
    baseUrl: hint('API') || base,
    values: { repository: hint('Repository'), token: hint('Access token'), ...values },
    vocabulary: vocabularyOf(manifest, {}),
  };
  const parts = { tokens: new InstallationTokens(), now: clock.now };
  const { test, issues, repository, webhooks } = await connectGitHub(connection, parts);
  return { test, issues: issues!, repository: repository!, webhooks: webhooks! };
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
