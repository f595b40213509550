import { type Actor, Refusal } from '../../governance/gate.ts';
import { providerName } from '../../integrations/manifest.ts';
import type { Rooms } from '../rooms.ts';

/** A tracker that an issue can be made in. */
export interface TrackerChoice {
  integrationId: string;
  provider: string;
  name: string;
}

/** The trackers of a workspace. Throws `Refusal` where there is none, naming the commands that connect one. */
export async function trackerChoices(
  { configuration, manifests }: Pick<Rooms, 'configuration' | 'manifests'>,
  actor: Actor,
): Promise<TrackerChoice[]> {
  const integrations = await configuration.list(actor);
  const trackers = integrations
    .filter(({ provider }) => manifests.get(provider)?.kinds.includes('issue_tracker'))
    .map(({ id, provider }) => ({ integrationId: id, provider, name: providerName(manifests, provider) }));
  if (trackers.length > 0) return trackers;
  const able = [...manifests.values()].filter(({ kinds }) => kinds.includes('issue_tracker'));
  const commands = able.map(({ id }) => `\`/buildrunner configure ${id}\``).join(' or ');
  throw new Refusal(`No issue tracker is configured yet. Start with ${commands}.`);
}
