import type { Actor, Gate } from '../governance/gate.ts';
import { mayUse } from '../governance/may-use.ts';
import { orMayAsk } from '../governance/or-may-ask.ts';
import type { Policy } from '../governance/policy-schema.ts';
import type { Connections } from '../integrations/connections.ts';
import { ProviderError } from '../integrations/errors.ts';
import type { Database } from '../store/database.ts';
import { recentBranches } from '../store/previews.ts';
import type { SettingsStore } from '../store/settings.ts';
import type { Timers } from '../timing/timers.ts';
import { inTimeToOffer } from '../timing/type-ahead.ts';

/** How many branches of earlier previews are looked through. */
const MOST_KNOWN = 500;

export interface BranchSearch {
  /**
   * Branches that hold `text`, for type-ahead: those of the repositories, then those that had previews, which are there
   * even where no repository is configured or none answers in time.
   */
  branches(actor: Actor, text: string, limit: number): Promise<string[]>;
}

export function createBranchSearch(options: {
  database: Database;
  settings: SettingsStore;
  connections: Connections;
  /** Providers that hold code. */
  repositories: ReadonlySet<string>;
  policy: () => Policy;
  gate: Gate;
  timers?: Timers;
}): BranchSearch {
  const { database, settings, connections, repositories, policy, gate } = options;
  return {
    async branches(actor, text, limit) {
      await orMayAsk(gate.require(actor, 'preview.deploy'));
      const wanted = text.trim();
      const { integrations } = await settings.read(actor.workspaceId);
      const found = await Promise.all(
        integrations
          .filter(({ provider }) => repositories.has(provider) && mayUse(policy(), provider))
          .map((integration) => {
            const search = connections.with(actor.workspaceId, integration, async ({ repository }) => {
              const branches = (await repository?.branches(wanted, limit)) ?? [];
              return branches.map(({ name }) => name);
            });
            return inTimeToOffer(search, options.timers).catch(noneOfAProvider);
          }),
      );
      const known = await recentBranches(database.db, actor.workspaceId, MOST_KNOWN);
      const matching = known.filter((branch) => branch.toLowerCase().includes(wanted.toLowerCase()));
      return [...new Set([...found.flatMap((names) => names ?? []), ...matching])].slice(0, limit);
    },
  };
}

function noneOfAProvider(error: unknown): string[] {
  if (error instanceof ProviderError) return [];
  throw error;
}
