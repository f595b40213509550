import type { Actor, Gate } from '../governance/gate.ts';
import { mayUse } from '../governance/may-use.ts';
import type { Issue } from '../integrations/contract.ts';
import { linkOfIssue } from '../store/issue-links.ts';
import type { IntegrationSettings } from '../store/settings-schema.ts';
import { createShortMemory } from '../timing/short-memory.ts';
import type { Timers } from '../timing/timers.ts';
import { inTimeToOffer } from '../timing/type-ahead.ts';
import { type IssueOptions, withTracker } from './options.ts';
import type { MicrostepSide } from './plan-side.ts';

/** For how long an issue is taken to be as it was, in ms: many may post the same link at once. */
const REMEMBER_MS = 60_000;
const MOST_REMEMBERED = 500;

/** An issue that somebody posted a link to. */
export interface PostedIssue {
  integrationId: string;
  provider: string;
  issue: Issue;
  /** What it is linked to. */
  microstep: MicrostepSide | undefined;
}

/**
 * The issues that URLs lead to, by URL, in any tracker of the workspace. Left out is what leads to none, what a tracker
 * does not tell in time, and whatever went wrong. Throws `Refusal` where this person may see no issues.
 */
export type IssuesAtUrls = (actor: Actor, urls: readonly string[]) => Promise<Map<string, PostedIssue>>;

export function createIssuesAtUrls(
  options: IssueOptions & { gate: Gate; trackers: ReadonlySet<string>; timers?: Timers },
): IssuesAtUrls {
  const { database, settings, policy, gate, plan, trackers, timers } = options;
  const remembered = createShortMemory<Issue | undefined>({
    forMs: REMEMBER_MS,
    most: MOST_REMEMBERED,
    now: options.now,
  });

  function ask(workspaceId: string, integrationId: string, url: URL): Promise<Issue | undefined> {
    const asked = remembered(`${workspaceId} ${integrationId} ${url.href}`, () =>
      withTracker(options, workspaceId, integrationId, (tracker) => tracker.atUrl(url)),
    );
    return inTimeToOffer(asked, timers).catch(() => undefined);
  }

  async function microstepOf(workspaceId: string, integrationId: string, { externalId }: Issue) {
    const link = await linkOfIssue(database.db, integrationId, externalId);
    if (link?.state !== 'linked' || link.workspace_id !== workspaceId) return undefined;
    return plan.read(database.db, link.microstep_id);
  }

  async function find(
    workspaceId: string,
    integrations: readonly IntegrationSettings[],
    url: URL,
  ): Promise<PostedIssue | undefined> {
    const answers = await Promise.all(integrations.map(({ id }) => ask(workspaceId, id, url)));
    for (const [index, { id: integrationId, provider }] of integrations.entries()) {
      const issue = answers[index];
      if (!issue) continue;
      const microstep = await microstepOf(workspaceId, integrationId, issue);
      return { integrationId, provider, issue, microstep };
    }
    return undefined;
  }

  return async (actor, urls) => {
    await gate.require(actor, 'issue.read');
    const { integrations } = await settings.read(actor.workspaceId);
    const asked = integrations.filter(({ provider }) => trackers.has(provider) && mayUse(policy(), provider));
    const found = new Map<string, PostedIssue>();
    await Promise.all(
      urls.map(async (address) => {
        const url = URL.parse(address);
        const issue = url && (await find(actor.workspaceId, asked, url));
        if (issue) found.set(address, issue);
      }),
    );
    return found;
  };
}
