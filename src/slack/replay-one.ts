import { type Actor, Refusal } from '../governance/gate.ts';
import type { DeliveryReplay, Replayed } from '../integrations/replay-deliveries.ts';

/** Replays one delivery, as a command or a button names it. Throws `Refusal`, also where there is no such delivery. */
export async function replayOne(
  deliveries: Pick<DeliveryReplay, 'replay'>,
  actor: Actor,
  id: string,
): Promise<Replayed> {
  const replayed = await deliveries.replay(actor, id);
  if (replayed) return replayed;
  throw new Refusal('There is no such delivery. `/buildrunner webhooks failed` lists those that failed.');
}
