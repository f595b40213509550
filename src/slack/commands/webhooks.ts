import type { DeliveryQueries } from '../../integrations/delivery-queries.ts';
import { deliveryList, failedDeliveries } from '../cards/delivery-list.ts';
import type { Command } from './command.ts';
import { GrammarError } from './grammar.ts';

const SHOWN = 15;

/** `/buildrunner webhooks [failed]` */
export function webhooksCommand(deliveries: Pick<DeliveryQueries, 'list'>): Command {
  return {
    name: 'webhooks',
    usage: '[failed]',
    summary: 'list the latest webhook deliveries and what became of them',
    examples: ['webhooks', 'webhooks failed'],
    options: {},
    needs: 'delivery.read',
    async run({ actor, words: [filter], say }) {
      if (filter !== undefined && filter !== 'failed') {
        throw new GrammarError('Beside `failed` there is nothing to choose them by.');
      }
      const onlyFailed = filter === 'failed';
      const rows = await deliveries.list(actor, { limit: SHOWN, onlyFailed });
      if (rows.length > 0) return say(onlyFailed ? failedDeliveries(rows) : deliveryList(rows));
      await say(
        onlyFailed
          ? 'No webhook delivery has failed.'
          : 'No webhook has been delivered yet. `/buildrunner status` tells whether one is registered.',
      );
    },
  };
}
