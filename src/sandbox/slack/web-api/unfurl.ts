import { z } from 'zod';
import { channelById } from '../workspace/channels.ts';
import { linksIn } from '../workspace/composer.ts';
import { readContent } from '../workspace/content.ts';
import { unfurlIdOf } from '../workspace/message-events.ts';
import { findMessage } from '../workspace/messages.ts';
import { attach } from '../workspace/posting.ts';
import { Refusal } from '../workspace/refusal.ts';
import type { StoredMessage } from '../workspace/state.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { Arguments } from './arguments.ts';
import { always, type Method } from './method.ts';

const unfurlsSchema = z.record(z.string(), z.record(z.string(), z.unknown()));

const unfurl: Method = {
  tier: 3,
  scope: always('links:write'),
  run: ({ workspace, args }) => {
    const message = unfurledMessage(workspace, args);
    if (!message) throw new Refusal('cannot_find_message');
    const unfurls = unfurlsSchema.safeParse(args.json('unfurls', 'invalid_unfurls_format'));
    if (!unfurls.success) throw new Refusal('missing_unfurls');
    const links = linksIn(message.text);
    if (!Object.keys(unfurls.data).every((url) => links.includes(url))) {
      throw new Refusal('cannot_unfurl_url');
    }
    const { attachments = [] } = readContent({ attachments: Object.values(unfurls.data) }, 0);
    attach(workspace, message, attachments);
    return {};
  },
};

/** By channel and time, or by the id that the event gave. */
function unfurledMessage(workspace: Workspace, args: Arguments): StoredMessage | undefined {
  const unfurlId = args.optional('unfurl_id');
  if (unfurlId === undefined) {
    const channel = channelById(workspace, args.required('channel'));
    return findMessage(workspace, channel.id, args.required('ts'));
  }
  args.required('source');
  const all = Object.values(workspace.state.messages).flat();
  return all.find((message) => unfurlIdOf(message) === unfurlId);
}

/** `chat.unfurl`, docs.slack.dev/reference/methods/chat.unfurl. */
export const unfurlMethods: Record<string, Method> = { 'chat.unfurl': unfurl };
