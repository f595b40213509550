import { Refusal } from './refusal.ts';
import { APP } from './seed.ts';
import type { StoredChannel } from './state.ts';
import type { Workspace } from './workspace.ts';

/** The channel with this id, or with this name (`#deploys`, `deploys`), or a person's direct message (`U…`). */
export function findChannel(workspace: Workspace, reference: string): StoredChannel | undefined {
  const name = reference.replace(/^#/, '');
  return workspace.state.channels.find(
    (channel) =>
      channel.id === reference ||
      channel.directWith === reference ||
      (channel.directWith === undefined && channel.name === name),
  );
}

/** The channel with this id. Throws `channel_not_found`. */
export function channelById(workspace: Workspace, id: string): StoredChannel {
  const channel = workspace.state.channels.find((candidate) => candidate.id === id);
  if (!channel) throw new Refusal('channel_not_found');
  return channel;
}

export function hasBot(channel: StoredChannel): boolean {
  return channel.members.includes(APP.botUserId);
}

/** Lets the bot or a person in or out, without a word; not yet durable. */
export function setMembership(channel: StoredChannel, user: string, isMember: boolean): void {
  channel.members = channel.members.filter((member) => member !== user);
  if (isMember) channel.members.push(user);
}

/** Slack's one-letter kind of a conversation, as in `channel_type` and the names of scopes. */
export function channelType(channel: StoredChannel): 'im' | 'channel' {
  return channel.directWith === undefined ? 'channel' : 'im';
}

/** A conversation object as `conversations.info` gives it. */
export function conversation(channel: StoredChannel, created: number): Record<string, unknown> {
  const common = { id: channel.id, created, is_archived: channel.archived, updated: created * 1000 };
  if (channel.directWith !== undefined) {
    return { ...common, is_im: true, user: channel.directWith, is_user_deleted: false, is_org_shared: false };
  }
  return {
    ...common,
    name: channel.name,
    name_normalized: channel.name,
    is_channel: true,
    is_group: false,
    is_im: false,
    is_mpim: false,
    is_private: false,
    is_general: channel.name === 'general',
    is_member: hasBot(channel),
    is_shared: false,
    is_ext_shared: false,
    topic: { value: channel.topic, creator: '', last_set: 0 },
    purpose: { value: '', creator: '', last_set: 0 },
    num_members: channel.members.length,
  };
}
