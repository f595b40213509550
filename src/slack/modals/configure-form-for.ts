import type { ModalView } from '@slack/types';
import type { Actor } from '../../governance/gate.ts';
import type { Manifest } from '../../integrations/manifest.ts';
import type { Rooms } from '../rooms.ts';
import { configureForm } from './configure-form.ts';

/** The configure form, filled with what is saved. Throws `Refusal` where this person may not configure. */
export async function configureFormFor(
  { configuration }: Pick<Rooms, 'configuration'>,
  actor: Actor,
  manifest: Manifest,
  channel: string | undefined,
): Promise<ModalView> {
  await configuration.requireMay(actor, manifest.id);
  const integrations = await configuration.list(actor);
  const present = integrations.find(({ provider }) => provider === manifest.id);
  return configureForm({ manifest, present, channel });
}
