import type { Actor, Gate } from '../governance/gate.ts';
import type { Issue } from '../integrations/contract.ts';
import type { IntegrationSettings } from '../store/settings-schema.ts';
import type { Timers } from '../timing/timers.ts';
import { type IssueOptions, withTracker } from './options.ts';

/** How long each tracker is waited for, in ms: Slack waits three seconds for what is offered as one types. */
const PATIENCE_MS = 2_000;

export interface FoundIssue {
  integrationId: string;
  provider: string;
  issue: Issue;
}

export interface FoundIssues {
  /** Best first in each tracker, one of each in turn. */
  found: FoundIssue[];
  /** The providers that did not answer, or not in time. */
  missing: string[];
}

/** Looks for issues by words of the title or by key, in all trackers of a workspace at once. */
export type SearchIssues = (actor: Actor, text: string, limit: number) => Promise<FoundIssues>;

export function createSearch(
  options: IssueOptions & { gate: Gate; trackers: ReadonlySet<string>; timers?: Timers },
): SearchIssues {
  const { settings, gate, trackers } = options;
  const timers: Timers = options.timers ?? globalThis;

  async function ask(
    workspaceId: string,
    { id: integrationId, provider }: IntegrationSettings,
    text: string,
    limit: number,
  ): Promise<FoundIssue[]> {
    const issues = await withTracker(options, workspaceId, integrationId, (tracker) =>
      tracker.search(text, limit),
    );
    return issues.map((issue) => ({ integrationId, provider, issue }));
  }

  /** Rejects once patience is over; the call itself goes on, and nobody waits for it. */
  async function inTime<T>(work: Promise<T>): Promise<T> {
    const patience = Promise.withResolvers<never>();
    const timer = timers.setTimeout(() => patience.reject(new Error('too late')), PATIENCE_MS);
    return Promise.race([work, patience.promise]).finally(() => timers.clearTimeout(timer));
  }

  return async (actor, text, limit) => {
    await gate.require(actor, 'issue.read');
    const { integrations } = await settings.read(actor.workspaceId);
    const asked = integrations.filter(({ provider }) => trackers.has(provider));
    const answers = await Promise.allSettled(
      asked.map((integration) => inTime(ask(actor.workspaceId, integration, text, limit))),
    );
    const missing = asked.filter((_, index) => answers[index]?.status === 'rejected');
    const found = inTurn(answers.map((answer) => (answer.status === 'fulfilled' ? answer.value : [])));
    return {
      found: found.slice(0, limit),
      missing: [...new Set(missing.map(({ provider }) => provider))],
    };
  };
}

/** The first of each list, then the second of each, and so on. */
function inTurn<T>(lists: readonly (readonly T[])[]): T[] {
  const longest = Math.max(0, ...lists.map(({ length }) => length));
  return Array.from({ length: longest }, (_, index) =>
    lists.flatMap((list) => list.slice(index, index + 1)),
  ).flat();
}
