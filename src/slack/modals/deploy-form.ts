import type { ModalView } from '@slack/types';
import { plain } from '../text.ts';

export const DEPLOY_FORM = 'deploy-form';

/** Asks for what `deploy-preview` was not told. */
export function deployForm({
  channel,
  provider,
}: {
  channel: string;
  provider?: string | undefined;
}): ModalView {
  return {
    type: 'modal',
    callback_id: DEPLOY_FORM,
    title: plain('Deploy a preview', 24),
    submit: plain('Deploy', 24),
    close: plain('Cancel', 24),
    private_metadata: JSON.stringify({ channel, provider }),
    blocks: [
      {
        type: 'input',
        block_id: 'branch',
        label: plain('Branch', 2000),
        hint: plain('Its newest commit is deployed. Production is never touched.', 2000),
        element: {
          type: 'plain_text_input',
          action_id: 'value',
          placeholder: plain('feature/login', 150),
          focus_on_load: true,
        },
      },
    ],
  };
}
