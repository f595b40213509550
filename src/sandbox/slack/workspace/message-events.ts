import { channelType } from './channels.ts';
import { linksIn, toRichText } from './composer.ts';
import { messageObject } from './rendered.ts';
import { APP, TEAM } from './seed.ts';
import type { StoredChannel, StoredMessage } from './state.ts';
import type { Workspace } from './workspace.ts';

type Event = Record<string, unknown>;

/** The events a new message causes, as the Events API words them; subscriptions are not looked at here. */
export function messageEvents(workspace: Workspace, channel: StoredChannel, message: StoredMessage): Event[] {
  if (message.visibleTo !== undefined) return [];
  const place = { channel: channel.id, event_ts: message.ts };
  const content = { ...messageObject(workspace, message), ...composed(workspace, message) };
  const events: Event[] = [{ ...content, ...place, channel_type: channelType(channel) }];
  if (message.user === APP.botUserId || message.subtype !== undefined) return events;
  if (message.text.includes(`<@${APP.botUserId}>`) && channelType(channel) === 'channel') {
    events.push({ ...content, ...place, type: 'app_mention' });
  }
  const links = sharedLinks(workspace, message);
  if (links.length > 0) events.push(linkShared(channel, message, links));
  return events;
}

/** The `message_changed` event of a message that was edited. */
export function messageChanged(workspace: Workspace, channel: StoredChannel, message: StoredMessage): Event {
  const ts = message.editedTs ?? message.ts;
  return {
    type: 'message',
    subtype: 'message_changed',
    message: messageObject(workspace, message),
    channel: channel.id,
    channel_type: channelType(channel),
    hidden: true,
    ts,
    event_ts: ts,
  };
}

/** What Slack's composer adds to a message that a person typed. */
function composed(workspace: Workspace, message: StoredMessage): Event {
  if (message.user === APP.botUserId || message.subtype !== undefined) return {};
  return { client_msg_id: workspace.newId('').toLowerCase(), blocks: [toRichText(message.text)] };
}

function sharedLinks(workspace: Workspace, message: StoredMessage): { url: string; domain: string }[] {
  const { unfurl_domains: domains } = workspace.manifest.features;
  // The pretend vendors' pages are here, and not where the manifest says that real ones are.
  const here = new URL(workspace.baseUrl()).hostname;
  return linksIn(message.text)
    .filter((url) => URL.canParse(url))
    .map((url) => ({ url, domain: new URL(url).hostname }))
    .filter(({ domain }) => [...domains, here].some((own) => domain === own || domain.endsWith(`.${own}`)));
}

/** What `link_shared` calls a message, and `chat.unfurl` takes. */
export function unfurlIdOf({ ts }: StoredMessage): string {
  return `${TEAM.id}.${ts}`;
}

function linkShared(channel: StoredChannel, message: StoredMessage, links: unknown[]): Event {
  return {
    type: 'link_shared',
    user: message.user,
    channel: channel.id,
    message_ts: message.ts,
    ...(message.threadTs && { thread_ts: message.threadTs }),
    links,
    source: 'conversations_history',
    unfurl_id: unfurlIdOf(message),
    is_bot_user_member: true,
    event_ts: message.ts,
  };
}
