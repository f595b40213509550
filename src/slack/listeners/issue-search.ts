import type { App } from '@slack/bolt';
import type { Option } from '@slack/types';
import { providerName } from '../../integrations/manifest.ts';
import { LIMITS } from '../limits.ts';
import { NO_ANSWER } from '../modals/link-form.ts';
import { plain } from '../text.ts';
import type { ListenerContext } from './context.ts';
import { workspaceOf } from './workspace-of.ts';

/** How many issues are offered. */
const MOST_OPTIONS = 20;

/** Finds issues as a person types, over all trackers. One that does not answer in time is named at the end. */
export function registerIssueSearch(app: App, context: ListenerContext): void {
  const nameOf = (provider: string) => providerName(context.manifests, provider);

  app.options<'block_suggestion'>('issue:search', async ({ ack, body, payload, client }) => {
    const actor = await context.resolveActor(client, workspaceOf(body), body.user.id);
    const { found, missing } = await context.issues
      .search(actor, payload.value, MOST_OPTIONS)
      .catch((error: unknown) => {
        context.log.warn({ err: error }, 'issues could not be searched');
        return { found: [], missing: [] };
      });
    const options: Option[] = found.map(({ integrationId, provider, issue }) => ({
      text: plain(`${issue.key} ${issue.title}`, LIMITS.optionText),
      description: plain(nameOf(provider), LIMITS.optionText),
      value: `${integrationId} ${issue.externalId}`,
    }));
    // An id cut short would name another issue.
    const whole = options.filter(({ value = '' }) => value.length <= LIMITS.optionValue);
    const late = missing.map((provider) => ({
      text: plain(`${nameOf(provider)} did not answer in time`, LIMITS.optionText),
      value: `${NO_ANSWER}${provider}`.slice(0, LIMITS.optionValue),
    }));
    await ack({ options: [...whole, ...late] });
  });
}
