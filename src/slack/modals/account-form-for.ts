import type { ModalView } from '@slack/types';
import type { Actor } from '../../governance/gate.ts';
import type { Rooms } from '../rooms.ts';
import { accountForm } from './account-form.ts';

/** The form in which a person says who they are elsewhere, with what is known already. Throws `Refusal`. */
export async function accountFormFor(
  { manifests, accounts }: Pick<Rooms, 'manifests' | 'accounts'>,
  actor: Actor,
): Promise<ModalView> {
  const known = await accounts.of(actor);
  return accountForm(
    [...manifests.values()].filter(({ kinds }) => !kinds.every((kind) => kind === 'deployment_platform')),
    known,
  );
}
