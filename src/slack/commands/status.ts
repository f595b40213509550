import type { Actor } from '../../governance/gate.ts';
import type { Status } from '../../integrations/status.ts';
import { context } from '../blocks.ts';
import { statusBlocks } from '../cards/integration-status.ts';
import { counted } from '../text.ts';
import type { Command } from './command.ts';

/** `/buildrunner status` */
export function statusCommand(status: (actor: Actor) => Promise<Status>): Command {
  return {
    name: 'status',
    usage: '',
    summary: 'the health of each integration, webhooks last seen, the queue',
    examples: ['status'],
    options: {},
    needs: 'integration.read',
    async run({ actor, say }) {
      const now = await status(actor);
      const { ready, running, dead } = now.queue;
      const queue = `Queue: ${ready} waiting, ${running} running, ${counted(dead, 'dead letter')}${dead > 0 ? ' (`/buildrunner dead-letters`)' : ''}`;
      const failed = now.failedDeliveries;
      const replay =
        failed > 0
          ? [context(`Webhook deliveries that failed: ${failed} (\`/buildrunner webhooks failed\`)`)]
          : [];
      await say({
        text: `${counted(now.integrations.length, 'integration')}. ${queue}.`,
        blocks: [...statusBlocks(now.integrations), context(queue), ...replay],
      });
    },
  };
}
