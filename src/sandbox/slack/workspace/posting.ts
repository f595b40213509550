import { hasBot } from './channels.ts';
import { withIds } from './ids.ts';
import { messageChanged, messageEvents } from './message-events.ts';
import { findMessage, isReply, messagesIn } from './messages.ts';
import { Refusal } from './refusal.ts';
import type { Attachment, StoredChannel, StoredMessage } from './state.ts';
import type { Workspace } from './workspace.ts';

/** What a message is made of; the rest is given by the workspace. */
export type NewMessage = Pick<StoredMessage, 'user' | 'text'> &
  Partial<Omit<StoredMessage, 'ts' | 'channel' | 'reactions' | 'user' | 'text'>>;

/** What may change in a message that stands. */
export type MessageChange = Partial<Pick<StoredMessage, 'text' | 'blocks' | 'attachments' | 'metadata'>>;

/**
 * Adds a message, makes it durable and fires the events it causes. Blocks get the ids Slack would give them.
 * Throws `thread_not_found` or `cannot_reply_to_message` where `threadTs` leads nowhere.
 */
export function addMessage(workspace: Workspace, channel: StoredChannel, message: NewMessage): StoredMessage {
  if (message.threadTs !== undefined) checkThread(workspace, channel, message.threadTs);
  const stored: StoredMessage = {
    reactions: [],
    fileIds: [],
    ...message,
    blocks: withIds(workspace, message.blocks ?? []),
    attachments: attachmentsWithIds(workspace, message.attachments ?? []),
    ts: workspace.nextTs(),
    channel: channel.id,
  };
  workspace.state.messages[channel.id] = [...messagesIn(workspace, channel.id), stored];
  workspace.commit();
  if (hasBot(channel))
    for (const event of messageEvents(workspace, channel, stored)) workspace.onEvent(event);
  return stored;
}

/** Changes a message in place; people see it as edited. */
export function changeMessage(
  workspace: Workspace,
  channel: StoredChannel,
  message: StoredMessage,
  change: MessageChange,
): void {
  Object.assign(message, change, { editedTs: workspace.nextTs() });
  if (change.blocks) message.blocks = withIds(workspace, change.blocks);
  if (change.attachments) message.attachments = attachmentsWithIds(workspace, change.attachments);
  workspace.commit();
  if (message.visibleTo === undefined && hasBot(channel)) {
    workspace.onEvent(messageChanged(workspace, channel, message));
  }
}

/** Hangs unfurled links under a message, which is not an edit. */
export function attach(
  workspace: Workspace,
  message: StoredMessage,
  attachments: readonly Attachment[],
): void {
  message.attachments = attachmentsWithIds(workspace, attachments);
  workspace.commit();
}

export function removeMessage(workspace: Workspace, message: StoredMessage): void {
  workspace.state.messages[message.channel] = messagesIn(workspace, message.channel).filter(
    (other) => other !== message,
  );
  workspace.commit();
}

function attachmentsWithIds(workspace: Workspace, attachments: readonly Attachment[]): Attachment[] {
  return attachments.map((attachment) =>
    attachment.blocks ? { ...attachment, blocks: withIds(workspace, attachment.blocks) } : attachment,
  );
}

function checkThread(workspace: Workspace, channel: StoredChannel, threadTs: string): void {
  const parent = findMessage(workspace, channel.id, threadTs);
  if (!parent || parent.visibleTo !== undefined) throw new Refusal('thread_not_found');
  if (isReply(parent)) throw new Refusal('cannot_reply_to_message');
}
