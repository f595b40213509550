import type { Logger } from 'pino';
import { Refusal } from '../../governance/gate.ts';
import type { Policy } from '../../governance/policy-schema.ts';
import { ProviderError } from '../../integrations/errors.ts';
import type { Command, CommandCall } from './command.ts';
import { GrammarError, parseArguments, splitCommand } from './grammar.ts';
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
      await context.say(explain(error, options));
    }
  };
}

/** What a person is told when something could not be done. What nobody foresaw goes to the log, under a reference. */
export function explain(error: unknown, options: Pick<CommandRunnerOptions, 'log' | 'newReference'>): string {
  if (error instanceof Refusal) {
    return error.rule === undefined
      ? error.message
      : `:no_entry: ${error.message}\n_Rule: \`governance/policy.yml: ${error.rule}\`_`;
  }
  if (error instanceof GrammarError) return `${error.message} \`--help\` shows how it is used.`;
  if (error instanceof ProviderError) return `:warning: ${error.advice}`;
  const reference = options.newReference();
  options.log.error({ err: error, reference }, 'a request from Slack failed');
  return `:warning: Something went wrong here. The log knows more under \`${reference}\`.`;
}
