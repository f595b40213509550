import type { Button } from '@slack/types';
import type { Logger } from 'pino';
import { Refusal } from '../governance/gate.ts';
import { ProviderError } from '../integrations/errors.ts';
import { actions, button, section } from './blocks.ts';
import { deployButton } from './cards/deploy-button.ts';
import type { Rendered } from './cards/rendered.ts';
import { GrammarError } from './commands/grammar.ts';
import { LIMITS } from './limits.ts';
import { escapeMrkdwn, truncate, withoutInvisible } from './text.ts';

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

/** The same with buttons beside it, where what would mend it can be offered at once, or an approval can override it. */
export function explainMessage(error: unknown, options: ExplainOptions): Rendered | string {
  const text = explain(error, options);
  const offered = error instanceof Refusal ? offersOf(error) : [];
  return offered.length > 0 ? { text, blocks: [section(text), actions(offered)] } : text;
}

function offersOf({ mend, offerId }: Refusal): Button[] {
  const mending = mend ? [deployButton(mend.deploy.microstep)] : [];
  const asking =
    offerId === undefined ? [] : [button('approval:request', 'Request approval', { value: offerId })];
  return [...mending, ...asking];
}

/** The same for the error beside a modal's field, which is plain text: no code spans, no markup. */
export function explainBesideField(error: unknown, options: ExplainOptions): string {
  const text = explainPlainly(error, options).replaceAll('`', '');
  return truncate(withoutInvisible(text), LIMITS.fieldError);
}

/** The same as nobody has escaped it yet: for whatever escapes it itself. */
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
