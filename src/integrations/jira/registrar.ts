import type { WebhookRegistrar } from '../contract.ts';
import { pathSegment } from '../path-segment.ts';
import { unlessGone } from '../unless-gone.ts';
import { createdWebhook, webhookList } from './answers.ts';
import type { JiraCaller } from './caller.ts';
import { quoted } from './jql.ts';

/**
 * Where administrators' webhooks are kept. The other kind, `/rest/api/3/webhook`, is for apps alone and ends after 30
 * days: https://developer.atlassian.com/cloud/jira/platform/webhooks/#registering-a-webhook
 */
const WEBHOOKS = '/rest/webhooks/1.0/webhook';

/** What is told of, as in the manifest. */
const EVENTS = ['jira:issue_created', 'jira:issue_updated', 'jira:issue_deleted', 'comment_created'] as const;

/** Registers a webhook for the issues of the configured project; for that the account must be an administrator. */
export function jiraRegistrar(caller: JiraCaller): WebhookRegistrar {
  const { advice, projectKey } = caller;

  function remove(id: string): Promise<void> {
    return unlessGone(async () => {
      const url = `${WEBHOOKS}/${pathSegment(id, advice.webhooks)}`;
      await caller.send(advice.webhooks, (_jira, client) => client.sendRequest({ method: 'DELETE', url }));
    });
  }

  return {
    remove,
    async register(url, proposedSecret) {
      const known = await caller.ask(webhookList, advice.webhooks, (_jira, client) =>
        client.sendRequest({ url: WEBHOOKS }),
      );
      for (const webhook of known.filter((other) => other.url === url)) await remove(webhook.id);
      const body = {
        name: 'BuildRunner',
        url,
        events: EVENTS,
        filters: { 'issue-related-events-section': `project = ${quoted(projectKey)}` },
        excludeBody: false,
        secret: proposedSecret,
      };
      const { id } = await caller.ask(createdWebhook, advice.webhooks, (_jira, client) =>
        client.sendRequest({ method: 'POST', url: WEBHOOKS, body }),
      );
      return { id, secret: proposedSecret };
    },
  };
}
