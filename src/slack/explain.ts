import type { Logger } from 'pino';
import { Refusal } from '../governance/gate.ts';
import { ProviderError } from '../integrations/errors.ts';
import { GrammarError } from './commands/grammar.ts';
import { escapeMrkdwn } from './text.ts';

interface ExplainOptions {
  log: Logger;
  /** A short reference that a person can quote and the log holds. */
  newReference: () => string;
}

/**
 * What a person is told when something could not be done, as mrkdwn. Its words may hold what others typed, so they are
 * escaped here, once for all. What nobody foresaw goes to the log, under a reference.
 */
export function explain(error: unknown, options: ExplainOptions): string {
  const text = escapeMrkdwn(explainPlainly(error, options));
  if (error instanceof Refusal && error.rule !== undefined) return `:no_entry: ${text}`;
  return error instanceof GrammarError || error instanceof Refusal ? text : `:warning: ${text}`;
}

/** The same as plain text: for the errors beside a modal's fields. */
export function explainPlainly(error: unknown, options: ExplainOptions): string {
  if (error instanceof Refusal) {
    const rule = error.rule === undefined ? '' : `\nRule: \`governance/policy.yml: ${error.rule}\``;
    return `${error.message}${rule}`;
  }
  if (error instanceof GrammarError) return `${error.message} \`--help\` shows how it is used.`;
  if (error instanceof ProviderError) return error.advice;
  const reference = options.newReference();
  options.log.error({ err: error, reference }, 'a request from Slack failed');
  return `Something went wrong here. The log knows more under \`${reference}\`.`;
}
