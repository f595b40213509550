import type { ModalView } from '@slack/types';
import { LIMITS } from '../limits.ts';
import { plain } from '../text.ts';
import { FORM_VALUE } from './form-value.ts';

export const DEPLOY_FORM = 'deploy-form';
/** Where the channel of the card is chosen. */
export const CARD_CHANNEL_BLOCK = 'card-channel';

/** Asks for what `deploy-preview` was not told. */
export function deployForm({
  channel,
  provider,
}: {
  channel?: string | undefined;
  provider?: string | undefined;
}): ModalView {
  return {
    type: 'modal',
    callback_id: DEPLOY_FORM,
    title: plain('Deploy a preview', LIMITS.viewTitle),
    submit: plain('Deploy', LIMITS.viewButton),
    close: plain('Cancel', LIMITS.viewButton),
    private_metadata: JSON.stringify({ provider }),
    blocks: [
      {
        type: 'input',
        block_id: 'branch',
        label: plain('Branch', LIMITS.label),
        hint: plain('Its newest commit is deployed. Production is never touched.', LIMITS.hint),
        element: {
          type: 'plain_text_input',
          action_id: FORM_VALUE,
          placeholder: plain('feature/login', LIMITS.placeholder),
          focus_on_load: true,
        },
      },
      {
        type: 'input',
        block_id: CARD_CHANNEL_BLOCK,
        label: plain('Show its card in', LIMITS.label),
        element: {
          type: 'conversations_select',
          action_id: FORM_VALUE,
          ...(channel === undefined
            ? { default_to_current_conversation: true }
            : { initial_conversation: channel }),
        },
      },
    ],
  };
}
