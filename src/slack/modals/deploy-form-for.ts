import type { ModalView } from '@slack/types';
import type { Actor } from '../../governance/gate.ts';
import { providerName } from '../../integrations/manifest.ts';
import type { Rooms } from '../rooms.ts';
import { deployForm } from './deploy-form.ts';

/** What is known when the form is opened. */
export interface DeployWish {
  channel?: string | undefined;
  branch?: string | undefined;
  provider?: string | undefined;
  /** `p1.s2.ms3`; its branch is taken where none is named. */
  step?: string | undefined;
}

/** The form that deploys a preview, with the platforms there are. Throws `Refusal` where it could not be sent anyway. */
export async function deployFormFor(
  { previews, plan, manifests }: Pick<Rooms, 'previews' | 'plan' | 'manifests'>,
  actor: Actor,
  { channel, branch, provider, step }: DeployWish,
): Promise<ModalView> {
  const able = await previews.platforms(actor, provider);
  const platforms = able.map((id) => ({ provider: id, name: providerName(manifests, id) }));
  const microstep = step === undefined ? undefined : await plan.get(actor, step);
  const known = branch ?? microstep?.branch ?? undefined;
  return deployForm({ channel, branch: known, provider, microstep, platforms });
}
