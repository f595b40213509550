import type { ModalView, PlainTextOption } from '@slack/types';
import { LONGEST_TITLE } from '../../plan/microstep-fields.ts';
import { LIMITS } from '../limits.ts';
import { plain, truncate } from '../text.ts';
import { FORM_VALUE } from './form-value.ts';
import type { TrackerChoice } from './tracker-choices.ts';

export const CREATE_ISSUE_FORM = 'create-issue-form';
export const TITLE_BLOCK = 'title';
export const DESCRIPTION_BLOCK = 'description';
export const TRACKER_BLOCK = 'tracker';

/** What a message gives an issue to begin with, as Markdown. */
export interface IssueDraftText {
  title: string;
  description: string;
}

/** The first line of a text is the title; all of it, with a link back, is what is to be done. */
export function draftFromMessage(text: string, permalink: string | undefined): IssueDraftText {
  const title = text.split('\n').find((line) => line.trim() !== '') ?? '';
  const source = permalink === undefined ? '' : `\n\n[From Slack](${permalink})`;
  const room = LIMITS.inputText - source.length;
  return {
    title: truncate(title.trim(), LONGEST_TITLE),
    description: `${truncate(text, room)}${source}`.trim(),
  };
}

/** Asks for an issue: it becomes a microstep and an issue of the chosen tracker, linked from the start. */
export function createIssueForm(
  trackers: readonly TrackerChoice[],
  { title, description }: IssueDraftText = { title: '', description: '' },
): ModalView {
  const options = trackers.map(
    ({ integrationId, name }): PlainTextOption => ({
      text: plain(name, LIMITS.optionText),
      value: integrationId,
    }),
  );
  const [first] = options;
  return {
    type: 'modal',
    callback_id: CREATE_ISSUE_FORM,
    title: plain('Create an issue', LIMITS.viewTitle),
    submit: plain('Create', LIMITS.viewButton),
    close: plain('Cancel', LIMITS.viewButton),
    blocks: [
      {
        type: 'input',
        block_id: TITLE_BLOCK,
        label: plain('Title', LIMITS.label),
        element: {
          type: 'plain_text_input',
          action_id: FORM_VALUE,
          max_length: LONGEST_TITLE,
          ...(title === '' ? {} : { initial_value: title }),
        },
      },
      {
        type: 'input',
        block_id: DESCRIPTION_BLOCK,
        optional: true,
        label: plain('Description', LIMITS.label),
        hint: plain('Markdown.', LIMITS.hint),
        element: {
          type: 'plain_text_input',
          action_id: FORM_VALUE,
          multiline: true,
          max_length: LIMITS.inputText,
          ...(description === '' ? {} : { initial_value: description }),
        },
      },
      {
        type: 'input',
        block_id: TRACKER_BLOCK,
        label: plain('Tracker', LIMITS.label),
        element: {
          type: 'static_select',
          action_id: FORM_VALUE,
          options,
          ...(first ? { initial_option: first } : {}),
        },
      },
    ],
  };
}
