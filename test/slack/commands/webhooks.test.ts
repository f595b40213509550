import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Rendered } from '../../../src/slack/cards/rendered.ts';
import { GrammarError } from '../../../src/slack/commands/grammar.ts';
import { statusCommand } from '../../../src/slack/commands/status.ts';
import { webhooksCommand } from '../../../src/slack/commands/webhooks.ts';
import { insertDeliveryIfNew } from '../../../src/store/webhook-deliveries.ts';
import { at, deliveryRow } from '../../store/rows.ts';
import { call } from '../command-call.ts';
import { type House, openHouse } from '../house.ts';
import { expectSound } from '../sound.ts';

let house: House;
beforeEach(async () => {
  house = await openHouse();
});
afterEach(() => house.close());

async function deliver(...rows: Parameters<typeof deliveryRow>[0][]): Promise<void> {
  for (const [i, row] of rows.entries()) {
    await insertDeliveryIfNew(
      house.database.db,
      deliveryRow({ id: `d${i}`, delivery_id: `evt_${i}`, ...row }),
    );
  }
}

/** What `/buildrunner webhooks …` says to a viewer of workspace T1. */
async function said(text = ''): Promise<string> {
  return (await call(webhooksCommand(house.rooms.deliveries), text, { role: 'viewer' })).last;
}

describe('webhooks', () => {
  it('lists this workspace’s deliveries, newest first, with what became of them', async () => {
    await deliver(
      { received_at: at(1), type: 'deployment.created', status: 'done' },
      { received_at: at(3), type: 'deployment.error', status: 'dead', reason: 'gave <up>' },
      { received_at: at(2), type: 'project.created', status: 'ignored', reason: 'event type not used' },
      { received_at: at(9), type: 'deployment.secret', workspace_id: 'T2', integration_id: 'int-2' },
    );
    const answer = await said();
    const types = [...answer.matchAll(/`((?:deployment|project)\.[a-z]+)`/g)].map(([, type]) => type);
    expect(types).toEqual(['deployment.error', 'project.created', 'deployment.created']);
    expect(answer).toContain('`vercel`');
    expect(answer).toContain('*dead*');
    expect(answer).toContain('gave &lt;up&gt;');
    expect(answer).toContain('2026-11-24 10:03 UTC');
  });

  it('lists those alone that failed', async () => {
    await deliver(
      { type: 'deployment.ready', status: 'done' },
      { type: 'deployment.error', status: 'failed' },
    );
    const answer = await said('failed');
    expect(answer).toContain('deployment.error');
    expect(answer).not.toContain('deployment.ready');
  });

  it('offers to replay each that failed, and shows how it is called', async () => {
    await deliver({ status: 'dead', reason: '<!channel>' }, { status: 'failed' });
    const { said } = await call(webhooksCommand(house.rooms.deliveries), 'failed');
    const message = said[0] as Rendered;
    const shown = message.blocks.map((block) => JSON.stringify(block));
    expect(shown).toHaveLength(2);
    for (const id of ['d0', 'd1']) {
      expect(
        shown.filter((block) => block.includes(`"value":"${id}"`) && block.includes(`\`${id}\``)),
      ).toHaveLength(1);
    }
    expectSound(message);
  });

  it('are counted in the status, where one failed', async () => {
    const status = async () => (await call(statusCommand(house.rooms.status))).last;
    await deliver({ status: 'done' });
    expect(await status()).not.toContain('webhooks failed');
    await deliver({ id: 'x', delivery_id: 'x', status: 'failed' });
    expect(await status()).toContain('Webhook deliveries that failed: 1 (`/buildrunner webhooks failed`)');
  });

  it('says so where there are none', async () => {
    expect(await said()).toContain('No webhook has been delivered yet');
    expect(await said('failed')).toContain('No webhook delivery has failed');
  });

  it('does not understand a word it does not know', async () => {
    await expect(said('faild')).rejects.toThrow(GrammarError);
  });
});
