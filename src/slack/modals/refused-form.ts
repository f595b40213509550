import type { ModalView } from '@slack/types';
import { Refusal } from '../../governance/gate.ts';
import { explainBesideField, explainMessage } from '../explain.ts';
import { messageView } from './message-view.ts';

type Answer =
  | { response_action: 'errors'; errors: Record<string, string> }
  | { response_action: 'update'; view: ModalView };

/**
 * How a form answers that what it asked for could not be done: beside the field `block`, so that it can be mended; or in
 * the form's place where an approval can be asked for, since there is no room for a button beside a field.
 */
export function refusedForm(
  error: unknown,
  context: Parameters<typeof explainMessage>[1],
  { block, title }: { block: string; title: string },
): Answer {
  if (error instanceof Refusal && error.offerId !== undefined) {
    return { response_action: 'update', view: messageView(title, explainMessage(error, context)) };
  }
  return { response_action: 'errors', errors: { [block]: explainBesideField(error, context) } };
}
