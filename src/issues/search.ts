import type { Actor, Gate } from '../governance/gate.ts';
import { mayUse } from '../governance/may-use.ts';
import type { Issue } from '../integrations/contract.ts';
import type { IntegrationSettings } from '../store/settings-schema.ts';
import type { Timers } from '../timing/timers.ts';
import { inTimeToOffer } from '../timing/type-ahead.ts';
import { type IssueOptions, withTracker } from './options.ts';

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
  const { settings, policy, gate, trackers, timers } = options;

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

  return async (actor, text, limit) => {
    await gate.require(actor, 'issue.read');
    const { integrations } = await settings.read(actor.workspaceId);
    const asked = integrations.filter(({ provider }) => trackers.has(provider) && mayUse(policy(), provider));
    const answers = await Promise.all(
      asked.map((integration) =>
        inTimeToOffer(ask(actor.workspaceId, integration, text, limit), timers).catch(() => undefined),
      ),
    );
    const missing = asked.filter((_, index) => answers[index] === undefined);
    const found = inTurn(answers.map((answer) => answer ?? []));
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
