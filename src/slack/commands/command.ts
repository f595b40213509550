import type { ModalView } from '@slack/types';
import type { Action } from '../../governance/actions.ts';
import type { Actor } from '../../governance/gate.ts';
import type { Rendered } from '../cards/rendered.ts';
import type { OptionKinds, ParsedArguments } from './grammar.ts';

/** One command of `/buildrunner …`, the same after a mention and in a direct message. */
export interface Command {
  name: string;
  /** What stands after the name: `[branch] [--provider p]`. */
  usage: string;
  /** One line for the list of commands. */
  summary: string;
  examples: readonly string[];
  options: OptionKinds;
  /** What a person must be allowed for it to be of any use to them: help shows the rest apart. */
  needs: Action | undefined;
  run(call: CommandCall): Promise<void>;
}

export interface CommandCall extends ParsedArguments {
  actor: Actor;
  /** Who another person of the same workspace is. */
  actorOf(userId: string): Promise<Actor>;
  channel: string;
  /** The time zone of their Slack profile. Rejects where Slack does not answer. */
  timeZone(): Promise<string>;
  /** Says something to the person; said again, it takes the place of what was said first. */
  say(message: Rendered | string): Promise<void>;
  /** Present where Slack lets a modal be opened: after a slash command or a button, never after a mention. */
  openModal?: (view: ModalView) => Promise<void>;
}
