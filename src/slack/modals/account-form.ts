import type { KnownBlock, ModalView } from '@slack/types';
import { type AccountNames, LONGEST_ACCOUNT } from '../../governance/accounts.ts';
import type { Manifest } from '../../integrations/manifest.ts';
import { section } from '../blocks.ts';
import { LIMITS } from '../limits.ts';
import { plain } from '../text.ts';
import { FORM_VALUE } from './form-value.ts';

export const ACCOUNT_FORM = 'account-form';

/** Asks who a person is at each provider that knows people. */
export function accountForm(
  manifests: readonly Pick<Manifest, 'id' | 'name'>[],
  known: AccountNames,
): ModalView {
  const inputs = manifests.map(({ id, name }): KnownBlock => {
    const initial = known[id];
    return {
      type: 'input',
      block_id: id,
      optional: true,
      label: plain(`You in ${name}`, LIMITS.label),
      hint: plain('Your login, e-mail address or id there.', LIMITS.hint),
      element: {
        type: 'plain_text_input',
        action_id: FORM_VALUE,
        max_length: LONGEST_ACCOUNT,
        ...(initial ? { initial_value: initial } : {}),
      },
    };
  });
  return {
    type: 'modal',
    callback_id: ACCOUNT_FORM,
    title: plain('Link your accounts', LIMITS.viewTitle),
    submit: plain('Save', LIMITS.viewButton),
    close: plain('Cancel', LIMITS.viewButton),
    blocks: [section('So that you are mentioned here for what you do there.'), ...inputs],
  };
}
