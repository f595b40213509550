import type { ModalView } from '@slack/types';
import { LONGEST_REASON, type Verdict } from '../../governance/approvals.ts';
import { section } from '../blocks.ts';
import { LIMITS } from '../limits.ts';
import { plain } from '../text.ts';
import { FORM_VALUE } from './form-value.ts';

export const APPROVAL_FORM = 'approval-form';
/** Where the reason is typed. */
export const REASON_BLOCK = 'reason';

const WORDS = { approve: 'Approve', deny: 'Deny' } as const;

/** Asks whoever decides for their reason. `subject` says in mrkdwn what would be done. */
export function approvalForm(
  approvalId: string,
  requestedBy: string,
  subject: string,
  verdict: Verdict,
): ModalView {
  return {
    type: 'modal',
    callback_id: APPROVAL_FORM,
    title: plain(`${WORDS[verdict]} a request`, LIMITS.viewTitle),
    submit: plain(WORDS[verdict], LIMITS.viewButton),
    close: plain('Cancel', LIMITS.viewButton),
    private_metadata: JSON.stringify({ approvalId, verdict }),
    blocks: [
      section(`<@${requestedBy}> asks to ${subject}.`),
      {
        type: 'input',
        block_id: REASON_BLOCK,
        label: plain('Reason', LIMITS.label),
        hint: plain('It is kept in the audit log, and shown to who asked.', LIMITS.hint),
        element: {
          type: 'plain_text_input',
          action_id: FORM_VALUE,
          multiline: true,
          min_length: 1,
          max_length: LONGEST_REASON,
          focus_on_load: true,
        },
      },
    ],
  };
}
