import type { ActResult, Acts } from '../../page-api.ts';
import { hasBot } from '../workspace/channels.ts';
import { composeText } from '../workspace/composer.ts';
import { addMessage } from '../workspace/posting.ts';
import { APP, PEOPLE } from '../workspace/seed.ts';
import { command } from './command.ts';
import { type ActContext, ActRefused, channelOf } from './context.ts';

/** A person says something in a channel, a thread or a direct message; a leading `/` makes it a command. */
export async function message(context: ActContext, act: Acts['message']): Promise<ActResult> {
  const { workspace } = context;
  const typed = act.text.trim();
  if (typed === '') throw new ActRefused('There is nothing to send.');
  const slash = /^(\/[\w-]+)\s*(.*)$/s.exec(typed);
  if (slash?.[1] !== undefined) return await slashInstead(context, act, slash[1], slash[2] ?? '');
  const channel = channelOf(context, act.as, act.channel);
  const home = workspace.manifest.features.app_home;
  if (channel.directWith && (!home.messages_tab_enabled || home.messages_tab_read_only_enabled)) {
    throw new ActRefused('Sending messages to this app has been turned off.');
  }
  const members = [...PEOPLE, workspace.bot];
  const text = composeText(typed, { members, channels: workspace.state.channels });
  const place = act.threadTs === undefined ? {} : { threadTs: act.threadTs };
  addMessage(workspace, channel, { user: act.as, text, ...place });
  if (text.includes(`<@${APP.botUserId}>`) && !hasBot(channel)) {
    const name = workspace.bot.realName;
    workspace.notify(
      act.as,
      `You mentioned @${name}, but it is not in #${channel.name}. Type /invite @${name}.`,
    );
  }
  return { ok: true };
}

async function slashInstead(
  context: ActContext,
  act: Acts['message'],
  name: string,
  text: string,
): Promise<ActResult> {
  if (act.threadTs === undefined) return await command(context, { ...act, command: name, text });
  context.workspace.notify(act.as, `${name} is not supported in threads. Sorry!`);
  return { ok: false };
}
