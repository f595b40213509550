import type { PanelAction, PanelItem } from '../../page-api.ts';
import type { Delivery, Switches } from './deliveries.ts';

export type Input = NonNullable<PanelAction['inputs']>[number];

/** How many of a growing list are shown. */
const SHOWN = 12;

export function action(id: string, label: string, ...inputs: Input[]): PanelAction {
  return inputs.length > 0 ? { id, label, inputs } : { id, label };
}

export const textInput = (name: string, label: string, initial: string): Input => ({ name, label, initial });

/** What is chosen at first is the first of the options unless `initial` says otherwise. */
export const choice = (
  name: string,
  label: string,
  options: readonly string[],
  initial = options[0],
): Input => ({
  name,
  label,
  ...(initial === undefined ? {} : { initial }),
  options: [...options],
});

/** The latest of a list that is oldest first, newest first. */
export function newest<Thing>(things: readonly Thing[], item: (thing: Thing) => PanelItem): PanelItem[] {
  return things.slice(-SHOWN).toReversed().map(item);
}

/** What every panel offers for its webhooks and its token. */
export function switchActions({ webhooksDropped, webhooksDoubled, tokenRevoked }: Switches): PanelAction[] {
  return [
    webhooksDropped
      ? action('deliver-webhooks', 'Deliver webhooks again')
      : action('drop-webhooks', 'Drop webhooks'),
    webhooksDoubled
      ? action('send-once', 'Send every webhook once')
      : action('send-twice', 'Send every webhook twice'),
    tokenRevoked ? action('restore-token', 'Restore token') : action('revoke-token', 'Revoke token'),
  ];
}

/** A delivery, to be sent again while the webhook that it was for is still there. */
export function deliveryItem<Id extends string | number>(
  title: string,
  delivery: Delivery & { webhookId: Id },
  webhooks: readonly { id: Id }[],
): PanelItem {
  const { id, url, attempts, outcome, dueAt } = delivery;
  const again = dueAt === null ? '' : `, again at ${new Date(dueAt).toISOString().slice(11, 16)} UTC`;
  const tried = dueAt === null || attempts > 0;
  const sendable = tried && webhooks.some((webhook) => webhook.id === delivery.webhookId);
  return {
    id,
    title,
    detail: `${url}, ${attempts === 1 ? '1 attempt' : `${attempts} attempts`}`,
    state: `${outcome}${attempts > 0 ? again : ''}`,
    actions: sendable ? [action('send-again', 'Send again')] : [],
  };
}
