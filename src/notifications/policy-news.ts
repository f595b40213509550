import type { Logger } from 'pino';
import type { Audit } from '../governance/audit.ts';
import type { PolicyNews } from '../governance/policy-keeper.ts';
import type { Policy } from '../governance/policy-schema.ts';
import type { Queue } from '../jobs/job.ts';
import type { Database } from '../store/database.ts';
import type { SettingsStore } from '../store/settings.ts';
import { adminChannels } from './admin-channels.ts';
import { deliverJob } from './deliver-job.ts';

/** How many problems a message names; the log has them all. */
const PROBLEMS_TOLD = 10;

export interface PolicyNewsOptions {
  database: Database;
  settings: SettingsStore;
  queue: Queue;
  audit: Audit;
  policy: () => Policy;
  now: () => Date;
  log: Logger;
}

/**
 * Records that the policy file was read anew, and tells every workspace's admins where it cannot be used, and where it
 * can again. Never rejects.
 */
export function createPolicyNews(options: PolicyNewsOptions): (news: PolicyNews) => Promise<void> {
  const { database, settings, queue, audit, now, log } = options;

  async function tell(news: PolicyNews): Promise<void> {
    if (news.what === 'rejected') log.error({ problems: news.problems }, 'the policy cannot be used');
    else log.info({ sections: news.sections }, 'the policy has been read anew');
    const problems = news.what === 'rejected' ? news.problems.slice(0, PROBLEMS_TOLD) : [];
    const isWorthTelling = news.what === 'rejected' || news.wasBroken;
    const { what, ...payload } = news;
    const at = now().toISOString();
    for (const workspaceId of await settings.workspaces()) {
      const { integrations } = await settings.read(workspaceId);
      const channels = isWorthTelling ? adminChannels(options.policy(), integrations) : [];
      await database.transaction(async (transaction) => {
        await audit.record(transaction, {
          workspaceId,
          actor: 'system',
          action: `policy.${what}`,
          payload,
        });
        for (const channel of channels) {
          const message = { workspaceId, channel, form: 'policy_news', at, problems } as const;
          await queue.enqueue(transaction, deliverJob(message));
        }
      });
    }
  }

  return (news) =>
    tell(news).catch((error: unknown) => {
      log.error({ err: error }, 'news of the policy could not be told');
    });
}
