import type { App } from '@slack/bolt';
import { providerName } from '../../integrations/manifest.ts';
import { LIMITS } from '../limits.ts';
import { plain } from '../text.ts';
import type { ListenerContext } from './context.ts';
import { workspaceOf } from './workspace-of.ts';

/** How many issues are offered. */
const MOST_OPTIONS = 20;

/** Finds issues as a person types, over all trackers. Slack waits three seconds; what is there by then is offered. */
export function registerIssueSearch(app: App, context: ListenerContext): void {
  app.options<'block_suggestion'>('issue:search', async ({ ack, body, payload, client }) => {
    const actor = await context.resolveActor(client, workspaceOf(body), body.user.id);
    const found = await context.issues.links
      .search(actor, payload.value, MOST_OPTIONS)
      .catch((error: unknown) => {
        context.log.warn({ err: error }, 'issues could not be searched');
        return [];
      });
    const options = found.map(({ integrationId, provider, issue }) => ({
      text: plain(`${issue.key} ${issue.title}`, LIMITS.optionText),
      description: plain(providerName(context.manifests, provider), LIMITS.optionText),
      value: `${integrationId} ${issue.externalId}`,
    }));
    // An id cut short would name another issue.
    await ack({ options: options.filter(({ value }) => value.length <= LIMITS.optionValue) });
  });
}
