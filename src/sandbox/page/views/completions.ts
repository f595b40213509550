import type { Snapshot } from '../../page-api.ts';
import type { Choice } from '../ui/use-choices.ts';

/** Something that what is being typed may become. */
export interface Completion extends Choice {
  /** The composer's whole text once this is taken. */
  text: string;
}

/**
 * What can follow `text`, the cursor being at its end: commands where it begins with `/`, people where its last
 * word begins with `@`. A command that is already written out is not offered, so that Enter sends it.
 */
export function completionsFor(
  text: string,
  { commands, people }: Pick<Snapshot, 'commands' | 'people'>,
): Completion[] {
  if (text.startsWith('/')) {
    return commands
      .filter(({ command }) => command.startsWith(text.toLowerCase()) && command !== text)
      .map(({ command, description, usageHint }) => ({
        key: command,
        label: [command, usageHint].filter(Boolean).join(' '),
        detail: description,
        text: `${command} `,
      }));
  }
  const typed = /(?:^|\s)@([\w.-]*)$/.exec(text)?.[1]?.toLowerCase();
  if (typed === undefined) return [];
  return people
    .filter(({ name, realName }) => [name, realName].some((word) => word.toLowerCase().startsWith(typed)))
    .map(({ id, name, realName, title }) => ({
      key: id,
      label: realName,
      detail: title,
      text: `${text.slice(0, text.length - typed.length)}${name} `,
    }));
}

/** How the command being typed goes on: its usage hint, once the command itself is there. */
export function usageOf(text: string, commands: Snapshot['commands']): string | undefined {
  const known = commands.find(({ command }) => text === command || text.startsWith(`${command} `));
  return known?.usageHint;
}

/** Takes `/buildrunner deploy-preview x` apart into the command and its text. */
export function splitCommand(text: string): { command: string; text: string } {
  const [command = '', ...rest] = text.trim().split(/(?<=^\S+)\s+/);
  return { command, text: rest.join(' ') };
}
