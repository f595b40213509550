import type { KnownBlock } from '@slack/types';
import type { Actor } from '../../governance/gate.ts';
import type { Status } from '../../integrations/status.ts';
import { statusBlocks } from '../cards/integration-status.ts';
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
      const queue = `Queue: ${ready} waiting, ${running} running, ${dead} dead letters`;
      const blocks: KnownBlock[] = [
        ...statusBlocks(now.integrations),
        { type: 'context', elements: [{ type: 'mrkdwn', text: queue }] },
      ];
      await say({ text: `${now.integrations.length} integrations. ${queue}.`, blocks });
    },
  };
}
