import { expect, onTestFinished } from 'vitest';
import { jira } from '../../../../src/integrations/jira/index.ts';
import { until } from '../manual-clock.ts';
import { openReceiver } from '../receiver.ts';
import { adapterFor, openJira } from './harness.ts';

export const SECRET = 'a secret to everybody';
export const NOW = new Date('2026-03-02T10:00:00Z');

/** A pretend Jira whose webhook for WEB the adapter has registered at a receiver; both are closed with the test. */
export async function openListening() {
  const [open, receiver] = [await openJira(), await openReceiver({ path: '/api/webhooks/jira' })];
  onTestFinished(async () => {
    await open.close();
    await receiver.close();
  });
  const { id: hookId } = await (await adapterFor(open)).webhooks.register(receiver.url, SECRET);

  const settled = () =>
    until('all have been tried', () => open.section('Deliveries').every(({ state }) => state !== 'waiting'));

  /** What the adapter makes of everything that arrived; each delivery is verified first. */
  function understood() {
    return receiver.received.map((request) => {
      expect(jira.webhook.verify(request, ['old', SECRET], NOW)).toEqual({ ok: true, secretIndex: 1 });
      return jira.webhook.normalize(request);
    });
  }

  return {
    ...open,
    receiver,
    hookId,
    settled,
    understood,
    bodyOf: (index: number) => JSON.parse(receiver.received[index]?.body.toString() ?? ''),
    async told(action: string, item: string | undefined, inputs: Record<string, string> = {}) {
      expect(await open.act(action, item, inputs)).toEqual({ ok: true });
      await settled();
      return understood();
    },
  };
}

export type Listening = Awaited<ReturnType<typeof openListening>>;
