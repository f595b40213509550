import { fileObject } from './files.ts';
import { isReply, repliesTo } from './messages.ts';
import { APP, TEAM } from './seed.ts';
import type { StoredMessage, StoredView } from './state.ts';
import type { Workspace } from './workspace.ts';

/** A message object as Slack's API and payloads give it. `metadata` only where asked for. */
export function messageObject(
  workspace: Workspace,
  message: StoredMessage,
  options: { metadata: boolean } = { metadata: true },
): Record<string, unknown> {
  const isBot = message.user === APP.botUserId;
  return {
    type: 'message',
    ...(message.subtype && { subtype: message.subtype }),
    user: message.user,
    text: message.text,
    ts: message.ts,
    team: TEAM.id,
    ...(isBot && { bot_id: APP.botId, app_id: APP.id, bot_profile: botProfile(workspace) }),
    ...(message.blocks.length > 0 && { blocks: message.blocks }),
    ...(message.attachments.length > 0 && { attachments: message.attachments }),
    ...(message.editedTs && { edited: { user: message.user, ts: message.editedTs } }),
    ...(options.metadata && message.metadata && { metadata: message.metadata }),
    ...(message.reactions.length > 0 && {
      reactions: message.reactions.map((reaction) => ({ ...reaction, count: reaction.users.length })),
    }),
    ...(message.fileIds.length > 0 && {
      files: message.fileIds.flatMap((id) => fileObject(workspace, id) ?? []),
    }),
    ...threadFields(workspace, message),
  };
}

function threadFields(workspace: Workspace, message: StoredMessage): Record<string, unknown> {
  if (isReply(message)) {
    return { thread_ts: message.threadTs, ...(message.broadcast && { subtype: 'thread_broadcast' }) };
  }
  const replies = repliesTo(workspace, message.channel, message.ts);
  const users = [...new Set(replies.map(({ user }) => user))];
  return replies.length === 0
    ? {}
    : {
        thread_ts: message.ts,
        reply_count: replies.length,
        reply_users_count: users.length,
        reply_users: users,
        latest_reply: replies.at(-1)?.ts,
      };
}

/** The app as it stands beside each of its messages. */
export function botProfile(workspace: Workspace): Record<string, unknown> {
  return {
    id: APP.botId,
    app_id: APP.id,
    name: workspace.bot.realName,
    deleted: false,
    updated: 0,
    icons: {},
    team_id: TEAM.id,
  };
}

/** A view object as Slack's API and payloads give it, with the inputs' current `state.values`. */
export function viewObject(view: StoredView, values: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    id: view.id,
    team_id: TEAM.id,
    type: view.type,
    blocks: view.blocks,
    private_metadata: view.privateMetadata,
    callback_id: view.callbackId,
    state: { values },
    hash: view.hash,
    title: view.title ?? null,
    clear_on_close: view.clearOnClose,
    notify_on_close: view.notifyOnClose,
    close: view.close ?? null,
    submit: view.submit ?? null,
    previous_view_id: view.previousViewId,
    root_view_id: view.rootViewId,
    app_id: APP.id,
    external_id: view.externalId,
    app_installed_team_id: TEAM.id,
    bot_id: APP.botId,
  };
}
