import { setMembership } from './channels.ts';
import { addMessage } from './posting.ts';
import { APP, TEAM } from './seed.ts';
import type { StoredChannel } from './state.ts';
import type { Workspace } from './workspace.ts';

/** Says that the bot, already a member, has come in, and fires `member_joined_channel`. */
export function joinMessage(
  workspace: Workspace,
  channel: StoredChannel,
  text: string,
  inviter?: string,
): void {
  const { ts } = addMessage(workspace, channel, { user: APP.botUserId, text, subtype: 'channel_join' });
  workspace.onEvent({
    type: 'member_joined_channel',
    user: APP.botUserId,
    channel: channel.id,
    channel_type: 'C',
    team: TEAM.id,
    ...(inviter && { inviter }),
    event_ts: ts,
  });
}

/** A person brings the bot into a channel: `/invite @BuildRunner`. */
export function inviteBot(workspace: Workspace, channel: StoredChannel, by: string): void {
  setMembership(channel, APP.botUserId, true);
  joinMessage(workspace, channel, `<@${APP.botUserId}> was added to #${channel.name} by <@${by}>.`, by);
}

/** A person removes the bot from a channel: `/remove @BuildRunner`. */
export function removeBot(workspace: Workspace, channel: StoredChannel, by: string): void {
  setMembership(channel, APP.botUserId, false);
  const text = `<@${APP.botUserId}> was removed from #${channel.name} by <@${by}>.`;
  addMessage(workspace, channel, { user: APP.botUserId, text, subtype: 'channel_leave' });
}
