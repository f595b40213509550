import type { ConnectedProvider, Issue, IssueStatus } from '../../../../src/integrations/contract.ts';
import { connectJira } from '../../../../src/integrations/jira/client.ts';
import { SiteFactsCache } from '../../../../src/integrations/jira/site-facts.ts';
import { loadManifests } from '../../../../src/integrations/manifest.ts';
import { vocabularyOf } from '../../../../src/integrations/vocabulary.ts';
import { BOT, TOKEN } from '../../../../src/sandbox/providers/jira/account.ts';
import { createPretendJira } from '../../../../src/sandbox/providers/jira/index.ts';
import type { PretendOptions } from '../../../../src/sandbox/providers/provider.ts';
import { type Settings, serve } from '../serve.ts';

export const API = '/rest/api/3';
export const HOOKS = '/rest/webhooks/1.0/webhook';

const manifest = (await loadManifests('manifests')).get('jira')!;

export function basic(email: string, token: string): string {
  return `Basic ${Buffer.from(`${email}:${token}`).toString('base64')}`;
}

export async function openJira(settings: Settings<PretendOptions> = {}) {
  const { provider, call, ...served } = await serve(createPretendJira, settings);
  return {
    ...served,
    jira: provider,
    /** The id of an issue that the panel shows. */
    idOf(key: string): string {
      const items = provider.panel().sections.flatMap((section) => section.items);
      const item = items.find(({ title }) => title.startsWith(`${key} `));
      if (!item) throw new Error(`no issue ${key}`);
      return item.id;
    },
    call: (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) =>
      call(method, path, body, { authorization: basic(BOT.email, TOKEN), ...headers }),
  };
}

export type OpenJira = Awaited<ReturnType<typeof openJira>>;

export type Adapter = Required<Pick<ConnectedProvider, 'test' | 'issues' | 'webhooks'>>;

/** The real adapter, configured as the panel's hints say. */
export async function adapterFor(
  { hint, clock }: OpenJira,
  values: Record<string, string> = {},
  overrides: Record<string, IssueStatus> = {},
): Promise<Adapter> {
  const connection = {
    baseUrl: hint('API'),
    values: {
      base_url: hint('Base URL'),
      email: hint('Email'),
      api_token: hint('API token'),
      project_key: hint('Project key'),
      ...values,
    },
    vocabulary: vocabularyOf(manifest, overrides),
  };
  const parts = { sites: new SiteFactsCache(), now: clock.now };
  const { test, issues, webhooks } = await connectJira(connection, parts);
  return { test, issues: issues!, webhooks: webhooks! };
}

/** All that changed since, and where to go on from. */
export async function changesOf({ issues }: Adapter, cursor?: string) {
  const found: Issue[] = [];
  let last = cursor;
  for await (const page of issues.changedSince(cursor)) {
    found.push(...page.issues);
    last = page.cursor;
  }
  return { issues: found, cursor: last };
}

export function keysOf(issues: readonly Issue[]): string[] {
  return issues.map(({ key }) => key);
}
