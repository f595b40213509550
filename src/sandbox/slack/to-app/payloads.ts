import { channelType } from '../workspace/channels.ts';
import { messageObject, viewObject } from '../workspace/rendered.ts';
import { APP, TEAM } from '../workspace/seed.ts';
import type { StoredChannel, StoredMessage, StoredView } from '../workspace/state.ts';
import type { Workspace } from '../workspace/workspace.ts';

/** The deprecated verification token that still stands in every payload; requests are proven by signature. */
export const VERIFICATION_TOKEN = 'sandbox-verification-token';

type Payload = Record<string, unknown>;

/** What every interaction payload says about where it comes from. */
export const ORIGIN: Payload = {
  team: { id: TEAM.id, domain: TEAM.domain },
  token: VERIFICATION_TOKEN,
  enterprise: null,
  is_enterprise_install: false,
};

/** What payloads of messages and views say beside that: who acted, on which app. Shortcuts differ. */
export function interactionBase(workspace: Workspace, user: string): Payload {
  const name = workspace.member(user)?.name ?? user;
  return { ...ORIGIN, user: { id: user, username: name, name, team_id: TEAM.id }, api_app_id: APP.id };
}

/** A conversation as payloads name it: a direct message is `directmessage`. */
export function channelRef(channel: StoredChannel): { id: string; name: string } {
  return { id: channel.id, name: channelType(channel) === 'im' ? 'directmessage' : channel.name };
}

/** Where a message's element stands. Slack sends no `message` along with an ephemeral one. */
export function messageContainer(
  workspace: Workspace,
  channel: StoredChannel,
  message: StoredMessage,
): Payload {
  const isEphemeral = message.visibleTo !== undefined;
  return {
    container: {
      type: 'message',
      message_ts: message.ts,
      channel_id: channel.id,
      is_ephemeral: isEphemeral,
      ...(message.threadTs && { thread_ts: message.threadTs }),
    },
    channel: channelRef(channel),
    ...(!isEphemeral && { message: messageObject(workspace, message) }),
  };
}

/** Where a view's element stands, with what its inputs hold. */
export function viewContainer(view: StoredView, values: Payload): Payload {
  return { container: { type: 'view', view_id: view.id }, view: viewObject(view, values) };
}
