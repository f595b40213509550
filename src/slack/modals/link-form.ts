import type { ModalView } from '@slack/types';
import { formatRef } from '../../plan/ref.ts';
import type { MicrostepRow } from '../../store/plan-schema.ts';
import { section } from '../blocks.ts';
import { LIMITS } from '../limits.ts';
import { code, escapeMrkdwn, plain, truncate } from '../text.ts';
import { FORM_VALUE } from './form-value.ts';

export const LINK_FORM = 'link-form';
/** Where the issue is found as one types. */
export const ISSUE_BLOCK = 'issue';
/** What the value of an option begins with that is no issue, but tells of a tracker that did not answer. */
export const NO_ANSWER = 'no-answer:';
/** Where a tracker is chosen for a new issue instead. */
export const NEW_ISSUE_BLOCK = 'new-issue';

/** Longest title shown, in characters before escaping. */
const LONGEST_TITLE = 300;

/** Links an issue to a microstep: one that is found as one types, over all trackers, or a new one. */
export function linkForm(
  step: MicrostepRow,
  trackers: readonly { integrationId: string; name: string }[],
  /** What went wrong the last time, as mrkdwn. */
  problem?: string,
): ModalView {
  const ref = formatRef(step);
  return {
    type: 'modal',
    callback_id: LINK_FORM,
    title: plain('Link an issue', LIMITS.viewTitle),
    submit: plain('Link', LIMITS.viewButton),
    close: plain('Cancel', LIMITS.viewButton),
    private_metadata: JSON.stringify({ microstepId: step.id, ref }),
    blocks: [
      ...(problem === undefined ? [] : [section(problem)]),
      section(`${code(ref)} *${escapeMrkdwn(truncate(step.title, LONGEST_TITLE))}*`),
      {
        type: 'input',
        block_id: ISSUE_BLOCK,
        optional: true,
        label: plain('Issue', LIMITS.label),
        hint: plain('Type a key or words of its title; every tracker is searched.', LIMITS.hint),
        element: {
          type: 'external_select',
          action_id: 'issue:search',
          min_query_length: 2,
          placeholder: plain('Search issues', LIMITS.placeholder),
        },
      },
      {
        type: 'input',
        block_id: NEW_ISSUE_BLOCK,
        optional: true,
        label: plain('Or make a new one in', LIMITS.label),
        element: {
          type: 'static_select',
          action_id: FORM_VALUE,
          placeholder: plain('Tracker', LIMITS.placeholder),
          options: trackers.map(({ integrationId, name }) => ({
            text: plain(name, LIMITS.optionText),
            value: integrationId,
          })),
        },
      },
    ],
  };
}
