import { BOT } from '../account.ts';
import type { Links } from '../links.ts';
import type { Webhook } from '../world.ts';

/** The filter of webhooks that are about issues; others have none. */
export const ISSUE_FILTER = 'issue-related-events-section';

/** A webhook of an administrator. Its id is only the end of its address, and its secret is never told again. */
export function webhookAnswer(links: Links, webhook: Webhook) {
  const { id, name, url, events, jql, enabled, excludeBody, secret, updatedAt } = webhook;
  return {
    name,
    url,
    events,
    filters: { [ISSUE_FILTER]: jql },
    excludeBody,
    enabled,
    isSigned: secret !== null,
    self: links.webhook(id),
    lastUpdatedUser: BOT.accountId,
    lastUpdatedDisplayName: BOT.name,
    lastUpdated: updatedAt,
  };
}
