import type { ActResult, Acts } from '../../page-api.ts';
import { channelRef, VERIFICATION_TOKEN } from '../to-app/payloads.ts';
import { composeCommandText } from '../workspace/composer.ts';
import { parseJson } from '../workspace/json.ts';
import { issueResponseUrl } from '../workspace/response-urls.ts';
import { applyResponse } from '../workspace/responses.ts';
import { APP, PEOPLE, TEAM } from '../workspace/seed.ts';
import { builtInCommand } from './built-in-commands.ts';
import { type ActContext, applying, channelOf, reportFailure } from './context.ts';

/** A person runs a slash command; the app's direct answer becomes a message. */
export async function command(context: ActContext, act: Acts['command']): Promise<ActResult> {
  const { workspace, app } = context;
  const channel = channelOf(context, act.as, act.channel);
  const builtIn = builtInCommand(context, channel, act);
  if (builtIn) return builtIn;
  const definition = workspace.manifest.features.slash_commands.find(
    (candidate) => candidate.command === act.command,
  );
  if (!definition) {
    workspace.notify(act.as, `${act.command} is not a valid command.`);
    return { ok: false };
  }
  const place = { channel: channel.id, user: act.as };
  const names = { members: [...PEOPLE, workspace.bot], channels: workspace.state.channels };
  const answer = await app.sendForm({
    token: VERIFICATION_TOKEN,
    team_id: TEAM.id,
    team_domain: TEAM.domain,
    channel_id: channel.id,
    channel_name: channelRef(channel).name,
    user_id: act.as,
    user_name: workspace.member(act.as)?.name ?? act.as,
    command: act.command,
    text: composeCommandText(act.text.trim(), names, definition.should_escape),
    api_app_id: APP.id,
    is_enterprise_install: 'false',
    response_url: issueResponseUrl(workspace, place),
    trigger_id: workspace.triggers.issue(act.as),
  });
  if (!answer.ok) return reportFailure(context, act.as, answer);
  const { body, isJson } = answer;
  if (body.trim() === '') return { ok: true };
  return applying(context, act.as, () => {
    applyResponse(workspace, place, isJson ? parseJson(body) : { text: body });
  });
}
