import type { App } from '@slack/bolt';
import type { LinkUnfurls } from '@slack/types';
import type { WebClient } from '@slack/web-api';
import { type Actor, Refusal } from '../../governance/gate.ts';
import { providerName } from '../../integrations/manifest.ts';
import { postedIssueCard } from '../cards/posted-issue.ts';
import { postedPreviewCard } from '../cards/posted-preview.ts';
import type { Rendered } from '../cards/rendered.ts';
import type { ListenerContext } from './context.ts';

/** How many links of one message get a card: more would bury what was said. */
const MOST_CARDS = 5;

/**
 * Cards below links to issues and previews. Everybody in the channel sees them, so they are shown for those links only
 * whose poster may see what is behind them and belongs to this workspace, and in no channel that is shared with another
 * company.
 */
export function registerLinkShared(app: App, context: ListenerContext): void {
  app.event('link_shared', async ({ event, body, client, context: { botUserId } }) => {
    if (event.user === botUserId || body.is_ext_shared_channel) return;
    const actor = await context.resolveActor(client, body.team_id, event.user);
    if (actor.member?.isOutsider) return;
    const urls = [...new Set(event.links.map(({ url }) => url))];
    const cards = [...(await cardsFor(context, actor, urls))].slice(0, MOST_CARDS);
    if (cards.length === 0) return;
    const unfurls = Object.fromEntries(
      cards.map(([url, { text, blocks }]): [string, LinkUnfurls[string]] => [
        url,
        { fallback: text, blocks },
      ]),
    );
    await show(client, event, unfurls).catch((error: unknown) => {
      context.log.info({ err: error }, 'links could not be unfurled: most likely their message is gone');
    });
  });
}

/** While a message is being written it has no time of its own; from then on Slack knows its links by an id. */
function show(
  client: WebClient,
  event: { channel: string; message_ts: string; unfurl_id?: string; source?: string },
  unfurls: LinkUnfurls,
) {
  const { channel, message_ts: ts, unfurl_id: unfurlId } = event;
  return event.source === 'composer' && unfurlId !== undefined
    ? client.chat.unfurl({ source: 'composer', unfurl_id: unfurlId, unfurls })
    : client.chat.unfurl({ channel, ts, unfurls });
}

async function cardsFor(
  context: ListenerContext,
  actor: Actor,
  urls: string[],
): Promise<Map<string, Rendered>> {
  const nameOf = (provider: string) => providerName(context.manifests, provider);
  const none = (error: unknown) => {
    if (!(error instanceof Refusal)) context.log.warn({ err: error }, 'posted links could not be looked up');
    return new Map<string, never>();
  };
  const [issues, previews] = await Promise.all([
    context.issues.atUrls(actor, urls).catch(none),
    context.previews.atUrls(actor, urls).catch(none),
  ]);
  const cards = new Map<string, Rendered>();
  for (const url of urls) {
    const issue = issues.get(url);
    const preview = previews.get(url);
    if (issue) cards.set(url, postedIssueCard(issue, nameOf(issue.provider)));
    else if (preview) cards.set(url, postedPreviewCard(preview, nameOf(preview.provider)));
  }
  return cards;
}
