import type { ModalView } from '@slack/types';
import type { Actor } from '../../governance/gate.ts';
import { orMayAsk } from '../../governance/or-may-ask.ts';
import type { Rooms } from '../rooms.ts';
import { linkForm } from './link-form.ts';
import { trackerChoices } from './tracker-choices.ts';

/**
 * The form that links an issue to a microstep, with the trackers there are. Throws `Refusal` where there is none, or where
 * this person may neither link nor ask to.
 */
export async function linkFormFor(
  rooms: Pick<Rooms, 'plan' | 'configuration' | 'manifests' | 'gate'>,
  actor: Actor,
  ref: string,
  problem?: string,
): Promise<ModalView> {
  await orMayAsk(rooms.gate.require(actor, 'issue.link'));
  const step = await rooms.plan.get(actor, ref);
  return linkForm(step, await trackerChoices(rooms, actor), problem);
}
