import type { ConnectedProvider, IssueStatus } from '../../../src/integrations/contract.ts';
import { connectLinear } from '../../../src/integrations/linear/client.ts';
import { loadManifests } from '../../../src/integrations/manifest.ts';
import { vocabularyOf } from '../../../src/integrations/vocabulary.ts';
import { type Answer, type Received, startVendor, type Vendor } from '../recording-vendor.ts';

export const NOW = new Date('2026-11-24T10:30:00Z');

/** In the form of the vendor's, to be looked for in everything that is told. */
export const API_KEY = 'lin_api_canary1234567890';

export const manifest = (await loadManifests('manifests')).get('linear')!;

/** A GraphQL request as it arrived. */
export interface Sent {
  operation: string;
  query: string;
  variables: Record<string, unknown>;
}

/** What is answered to an operation: its data, or the whole answer. */
export type Reply = { data: unknown } | { answer: Answer };
type Replies = Record<string, Reply | Reply[] | ((variables: Record<string, unknown>) => Reply)>;

export interface Linear extends AsyncDisposable {
  baseUrl: string;
  received: Vendor['received'];
  sent(): Sent[];
  operations(): string[];
}

/** Answers by operation name, or everything with `*`. Several replies are given one after the other. */
export function answerTo(replies: Replies): (request: Received) => Answer {
  const counts = new Map<string, number>();
  return ({ body }) => {
    const { operation, variables } = sentIn(body);
    const reply = replies[operation] ?? replies['*'];
    const times = counts.get(operation) ?? 0;
    counts.set(operation, times + 1);
    const chosen =
      typeof reply === 'function'
        ? reply(variables)
        : Array.isArray(reply)
          ? reply[Math.min(times, reply.length - 1)]
          : reply;
    if (!chosen) throw new Error(`no reply to ${operation}`);
    return 'answer' in chosen ? chosen.answer : { body: chosen };
  };
}

/** A Linear that answers by operation name. */
export async function startLinear(replies: Replies): Promise<Linear> {
  const vendor = await startVendor({ 'POST /graphql': answerTo(replies) });
  const sent = () => vendor.received.map(({ body }) => sentIn(body));
  return {
    baseUrl: vendor.baseUrl,
    received: vendor.received,
    sent,
    operations: () => sent().map(({ operation }) => operation),
    [Symbol.asyncDispose]: () => vendor[Symbol.asyncDispose](),
  };
}

function sentIn(body: unknown): Sent {
  const { query, variables } = body as { query: string; variables?: Record<string, unknown> };
  const operation = /(?:query|mutation) (\w+)/.exec(query)?.[1] ?? '';
  return { operation, query, variables: variables ?? {} };
}

export interface Given {
  values?: Record<string, string>;
  overrides?: Record<string, IssueStatus>;
}

/** The adapter, talking to a vendor of the test with the clock at `NOW`. */
export async function connect(
  { baseUrl }: { baseUrl: string },
  { values = {}, overrides = {} }: Given = {},
): Promise<Required<Pick<ConnectedProvider, 'test' | 'issues' | 'webhooks'>>> {
  const vocabulary = vocabularyOf(manifest, overrides);
  const connection = { baseUrl, values: { api_key: API_KEY, ...values }, vocabulary };
  const { test, issues, webhooks } = await connectLinear(connection, () => NOW);
  return { test, issues: issues!, webhooks: webhooks! };
}
