import type { ActResult, Acts } from '../../page-api.ts';
import { channelRef, ORIGIN } from '../to-app/payloads.ts';
import { findMessage } from '../workspace/messages.ts';
import { messageObject } from '../workspace/rendered.ts';
import { issueResponseUrl } from '../workspace/response-urls.ts';
import { TEAM } from '../workspace/seed.ts';
import { type ActContext, ActRefused, channelOf, reportFailure } from './context.ts';

/** A person runs a global shortcut, or one on a message. */
export async function shortcut(context: ActContext, act: Acts['shortcut']): Promise<ActResult> {
  const { workspace, app } = context;
  const type = act.message ? 'message' : 'global';
  const isKnown = workspace.manifest.features.shortcuts.some(
    (candidate) => candidate.callback_id === act.callbackId && candidate.type === type,
  );
  if (!isKnown) throw new ActRefused('The app has no such shortcut.');
  const name = workspace.member(act.as)?.name;
  const answer = await app.sendInteraction({
    ...ORIGIN,
    ...(act.message
      ? { type: 'message_action', user: { id: act.as, name, team_id: TEAM.id } }
      : { type: 'shortcut', user: { id: act.as, username: name, team_id: TEAM.id } }),
    callback_id: act.callbackId,
    trigger_id: workspace.triggers.issue(act.as),
    action_ts: workspace.nextTs(),
    ...(act.message && messagePart(context, act.as, act.message)),
  });
  return answer.ok ? { ok: true } : reportFailure(context, act.as, answer);
}

function messagePart(context: ActContext, user: string, place: { channel: string; ts: string }) {
  const { workspace } = context;
  const channel = channelOf(context, user, place.channel);
  const message = findMessage(workspace, channel.id, place.ts);
  if (!message || message.visibleTo !== undefined) throw new ActRefused('This message is gone.');
  return {
    channel: channelRef(channel),
    message_ts: message.ts,
    message: messageObject(workspace, message),
    response_url: issueResponseUrl(workspace, { channel: channel.id, user, originalTs: message.ts }),
  };
}
