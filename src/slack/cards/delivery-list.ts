import type { DeliverySummary } from '../../store/webhook-deliveries.ts';
import { button, lineSections, section } from '../blocks.ts';
import { code, counted, escapeMrkdwn, slackTime, truncate } from '../text.ts';
import type { Rendered } from './rendered.ts';

/** Longest reason shown of a delivery, in characters before escaping. */
const LONGEST_REASON = 200;

/** Webhook deliveries in the order given, with what became of each. */
export function deliveryList(deliveries: readonly DeliverySummary[]): Rendered {
  const many = deliveries.length === 1 ? 'webhook delivery' : `${deliveries.length} webhook deliveries`;
  return { text: `The latest ${many}.`, blocks: lineSections(deliveries.map(deliveryLine)) };
}

/** Deliveries that failed, each with its id and what has it handled again. */
export function failedDeliveries(deliveries: readonly DeliverySummary[]): Rendered {
  const many = counted(deliveries.length, 'webhook delivery', 'webhook deliveries');
  const blocks = deliveries.map((delivery) => {
    const replay = button('delivery:replay', 'Replay', { value: delivery.id });
    return section(`${deliveryLine(delivery)}\n${code(delivery.id)}`, replay);
  });
  return { text: `The latest ${many} that failed.`, blocks };
}

function deliveryLine({ received_at: at, provider, type, status, reason }: DeliverySummary): string {
  const what = `${slackTime(at)} · ${code(provider)} ${code(type)} · *${status}*`;
  return reason === null ? what : `${what}\n${escapeMrkdwn(truncate(reason, LONGEST_REASON))}`;
}
