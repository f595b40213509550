import type { KnownBlock } from '@slack/types';
import { decide } from '../../governance/decide.ts';
import type { Policy, Role } from '../../governance/policy-schema.ts';
import { context, lineSections, section } from '../blocks.ts';
import type { Rendered } from '../cards/rendered.ts';
import { code, truncate } from '../text.ts';
import type { Command } from './command.ts';
import { nearest } from './nearest.ts';

/** Longest word that is repeated to the person who typed it, in characters. */
const LONGEST_NAME = 40;

/** The list of commands, what this person may do first. */
export function helpMessage(commands: readonly Command[], policy: Policy, role: Role): Rendered {
  const may = ({ needs }: Command) => needs === undefined || decide(policy, needs, { role }).allowed;
  const mine = commands.filter(may);
  const others = commands.filter((command) => !may(command));
  const blocks: KnownBlock[] = [
    section('*What BuildRunner can do for you*'),
    ...lineSections(mine.map(line)),
    context('Any of these also works as a mention (`@BuildRunner help`) and in a direct message.'),
    context('`/buildrunner help <command>` shows examples.'),
  ];
  if (others.length > 0) {
    const names = others.map(({ name }) => `\`${name}\``).join(', ');
    blocks.push(context(`Your role is ${role}; these take a higher one: ${names}.`));
  }
  return {
    text: `BuildRunner knows these commands: ${commands.map(({ name }) => name).join(', ')}.`,
    blocks,
  };
}

/** How one command is used. */
export function commandHelp(command: Command): Rendered {
  const examples = command.examples.map((example) => `\`/buildrunner ${example}\``).join('\n');
  const text = `*\`${usage(command)}\`*\n${command.summary}\n\n${examples}`;
  return { text: `How to use ${command.name}: ${command.summary}`, blocks: [section(text)] };
}

/** What to say to a word that is no command: the nearest one, where one is near. */
export function unknownCommand(name: string, commands: readonly Command[]): string {
  const near = nearest(name, ['help', ...commands.map((command) => command.name)]);
  const shown = code(truncate(name, LONGEST_NAME));
  return near
    ? `There is no command ${shown}. Did you mean \`/buildrunner ${near}\`?`
    : `There is no command ${shown}. \`/buildrunner help\` lists them all.`;
}

export function usage({ name, usage: rest }: Command): string {
  return `/buildrunner ${name}${rest ? ` ${rest}` : ''}`;
}

function line(command: Command): string {
  return `• \`${usage(command)}\` – ${command.summary}`;
}
