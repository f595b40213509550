import type { ActResult, Acts } from '../../page-api.ts';
import { findChannel, hasBot } from '../workspace/channels.ts';
import { inviteBot, removeBot } from '../workspace/membership.ts';
import type { StoredChannel } from '../workspace/state.ts';
import type { ActContext } from './context.ts';

/** Slack's own commands that the sandbox knows, as the page lists them. */
export const BUILT_IN_COMMANDS = [
  { command: '/invite', description: 'Add an app to this channel', usageHint: '@app [#channel]' },
  { command: '/remove', description: 'Remove an app from this channel', usageHint: '@app' },
];

const NAMES: ReadonlySet<string> = new Set(['/invite', '/remove', '/kick']);

/** Carries out `/invite @app [#channel]` and `/remove @app`, which the app never sees; undefined for any other. */
export function builtInCommand(
  { workspace }: ActContext,
  here: StoredChannel,
  act: Acts['command'],
): ActResult | undefined {
  if (!NAMES.has(act.command)) return undefined;
  const refuse = (text: string): ActResult => {
    workspace.notify(act.as, text);
    return { ok: false };
  };
  const [who = '', where] = act.text.trim().split(/\s+/);
  if (who.replace(/^@/, '').toLowerCase() !== workspace.bot.name) {
    return refuse(`${act.command} takes @${workspace.bot.realName} here: everyone else is in every channel.`);
  }
  const channel = where === undefined ? here : findChannel(workspace, where);
  if (!channel || channel.directWith !== undefined) return refuse('There is no such channel.');
  const isInvite = act.command === '/invite';
  if (hasBot(channel) === isInvite) {
    return refuse(`${workspace.bot.realName} is ${isInvite ? 'already' : 'not'} in #${channel.name}.`);
  }
  if (isInvite) inviteBot(workspace, channel, act.as);
  else removeBot(workspace, channel, act.as);
  return { ok: true };
}
