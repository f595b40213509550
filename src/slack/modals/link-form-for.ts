import type { ModalView } from '@slack/types';
import { type Actor, Refusal } from '../../governance/gate.ts';
import { orMayAsk } from '../../governance/or-may-ask.ts';
import { providerName } from '../../integrations/manifest.ts';
import type { Rooms } from '../rooms.ts';
import { linkForm } from './link-form.ts';

/**
 * The form that links an issue to a microstep, with the trackers there are. Throws `Refusal` where there is none, or where
 * this person may neither link nor ask to.
 */
export async function linkFormFor(
  { plan, configuration, manifests, gate }: Pick<Rooms, 'plan' | 'configuration' | 'manifests' | 'gate'>,
  actor: Actor,
  ref: string,
  problem?: string,
): Promise<ModalView> {
  await orMayAsk(gate.require(actor, 'issue.link'));
  const step = await plan.get(actor, ref);
  const integrations = await configuration.list(actor);
  const trackers = integrations
    .filter(({ provider }) => manifests.get(provider)?.kinds.includes('issue_tracker'))
    .map(({ id, provider }) => ({ integrationId: id, name: providerName(manifests, provider) }));
  if (trackers.length === 0) {
    const able = [...manifests.values()].filter(({ kinds }) => kinds.includes('issue_tracker'));
    const commands = able.map(({ id }) => `\`/buildrunner configure ${id}\``).join(' or ');
    throw new Refusal(`No issue tracker is configured yet. Start with ${commands}.`);
  }
  return linkForm(step, trackers, problem);
}
