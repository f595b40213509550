import type { Logger } from 'pino';
import type { Policy } from '../../governance/policy-schema.ts';
import { explainMessage } from '../explain.ts';
import type { Command, CommandCall } from './command.ts';
import { parseArguments, splitCommand } from './grammar.ts';
import { commandHelp, helpMessage, unknownCommand } from './help.ts';

export interface CommandRunnerOptions {
  commands: readonly Command[];
  policy: () => Policy;
  log: Logger;
  /** A short reference that a person can quote and the log holds. */
  newReference: () => string;
}

/** Everything about a call but what was typed. */
export type CommandContext = Omit<CommandCall, 'words' | 'options' | 'flags'>;

/** Runs what a person typed after `/buildrunner` or a mention. Whatever goes wrong is said in words. */
export type RunCommand = (text: string, context: CommandContext) => Promise<void>;

export function createCommandRunner(options: CommandRunnerOptions): RunCommand {
  const { commands, policy } = options;
  const find = (name: string) => commands.find((command) => command.name === name);

  async function run(text: string, context: CommandContext): Promise<void> {
    const { name, rest } = splitCommand(text);
    if (name === '' || name === 'help') {
      const topic = find(splitCommand(rest).name);
      return context.say(topic ? commandHelp(topic) : helpMessage(commands, policy(), context.actor.role));
    }
    const command = find(name);
    if (!command) return context.say(unknownCommand(name, commands));
    const parsed = parseArguments(rest, command.options);
    if (parsed.flags.has('help')) return context.say(commandHelp(command));
    return command.run({ ...context, ...parsed });
  }

  return async (text, context) => {
    try {
      await run(text, context);
    } catch (error) {
      await context.say(explainMessage(error, options));
    }
  };
}
