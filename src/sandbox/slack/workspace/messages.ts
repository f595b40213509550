import type { StoredMessage } from './state.ts';
import type { Workspace } from './workspace.ts';

/** Everything said in a channel, oldest first, replies and ephemeral messages included. */
export function messagesIn(workspace: Workspace, channel: string): StoredMessage[] {
  return workspace.state.messages[channel] ?? [];
}

export function findMessage(workspace: Workspace, channel: string, ts: string): StoredMessage | undefined {
  return messagesIn(workspace, channel).find((message) => message.ts === ts);
}

/** Whether the message stands in a thread under another one. */
export function isReply(message: StoredMessage): boolean {
  return message.threadTs !== undefined && message.threadTs !== message.ts;
}

/** Replies of the thread under `ts`, oldest first; not the ephemeral ones. */
export function repliesTo(workspace: Workspace, channel: string, ts: string): StoredMessage[] {
  return messagesIn(workspace, channel).filter(
    (message) => message.threadTs === ts && isReply(message) && message.visibleTo === undefined,
  );
}
