import type { ModalView } from '@slack/types';
import { LONGEST_PROJECT_NAME } from '../../governance/project.ts';
import { section } from '../blocks.ts';
import { LIMITS } from '../limits.ts';
import { plain } from '../text.ts';
import { FORM_VALUE } from './form-value.ts';

export const SETUP_FORM = 'setup-form';
export const PROJECT_BLOCK = 'project';
export const SETUP_CHANNEL_BLOCK = 'channel';

/** The first of what BuildRunner has to know: the project, and who hears of it. */
export function setupForm(projectName: string, channel: string | undefined): ModalView {
  return {
    type: 'modal',
    callback_id: SETUP_FORM,
    title: plain('Set up BuildRunner', LIMITS.viewTitle),
    submit: plain('Next', LIMITS.viewButton),
    close: plain('Cancel', LIMITS.viewButton),
    blocks: [
      section('Two questions now; after them you connect your repository, trackers and platforms.'),
      {
        type: 'input',
        block_id: PROJECT_BLOCK,
        label: plain('What the project is called', LIMITS.label),
        element: {
          type: 'plain_text_input',
          action_id: FORM_VALUE,
          max_length: LONGEST_PROJECT_NAME,
          ...(projectName === '' ? {} : { initial_value: projectName }),
        },
      },
      {
        type: 'input',
        block_id: SETUP_CHANNEL_BLOCK,
        optional: true,
        label: plain('Which channel hears of it', LIMITS.label),
        hint: plain(
          'BuildRunner must be a member of a private channel: type /invite @BuildRunner there.',
          LIMITS.hint,
        ),
        element: {
          type: 'conversations_select',
          action_id: FORM_VALUE,
          filter: { include: ['public', 'private'], exclude_bot_users: true },
          ...(channel === undefined || channel.startsWith('D') ? {} : { initial_conversation: channel }),
        },
      },
    ],
  };
}
