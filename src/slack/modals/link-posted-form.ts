import type { ModalView } from '@slack/types';
import { z } from 'zod';
import { section } from '../blocks.ts';
import { LIMITS } from '../limits.ts';
import { plain } from '../text.ts';
import { MICROSTEP_BLOCK, MICROSTEP_SEARCH } from './deploy-form.ts';

export const LINK_POSTED_FORM = 'link-posted-form';

/** The issue that is to be linked, as it travels in the button and in the form. */
export const postedIssueSchema = z.object({
  integrationId: z.string(),
  externalId: z.string(),
});

/** Links an issue that somebody posted a link to; the microstep is found as one types. */
export function linkPostedForm(issue: z.infer<typeof postedIssueSchema>): ModalView {
  return {
    type: 'modal',
    callback_id: LINK_POSTED_FORM,
    title: plain('Link an issue', LIMITS.viewTitle),
    submit: plain('Link', LIMITS.viewButton),
    close: plain('Cancel', LIMITS.viewButton),
    private_metadata: JSON.stringify(issue),
    blocks: [
      section('The issue and its microstep are kept in step from then on.'),
      {
        type: 'input',
        block_id: MICROSTEP_BLOCK,
        label: plain('Microstep', LIMITS.label),
        element: {
          type: 'external_select',
          action_id: MICROSTEP_SEARCH,
          min_query_length: 0,
          placeholder: plain('p1.s2.ms3, or words of its title', LIMITS.placeholder),
          focus_on_load: true,
        },
      },
    ],
  };
}
