import type { InputBlock, KnownBlock, ModalView } from '@slack/types';
import type { PlanDiff } from '../../plan/diff-plan.ts';
import { context, lineSections, section } from '../blocks.ts';
import { planDiffLines } from '../cards/plan-diff.ts';
import { LIMITS } from '../limits.ts';
import type { SharedFile } from '../shared-file.ts';
import { code, plain } from '../text.ts';
import { FORM_VALUE } from './form-value.ts';

export const IMPORT_FORM = 'import-form';
/** Where a plan is pasted. */
export const PLAN_TEXT_BLOCK = 'plan-text';
/** Where one is uploaded instead. */
export const PLAN_FILE_BLOCK = 'plan-file';

/** How much of a diff is shown, in blocks; the rest is counted. */
const DIFF_BLOCKS = 12;

export interface ImportFormState {
  /** What was pasted. */
  text?: string | undefined;
  /** What was uploaded: once it is, the form asks for nothing more. */
  file?: SharedFile | undefined;
  /** What is wrong with it, as mrkdwn, a line each. */
  problems?: readonly string[];
  /** What it would change, and a digest of that: what is applied is what was shown. */
  shown?: { diff: PlanDiff; digest: string };
}

/** Asks for a plan, then shows what importing it would change; submitted again unchanged, it is imported. */
export function importForm({ text, file, problems = [], shown }: ImportFormState = {}): ModalView {
  const blocks: KnownBlock[] = [];
  if (problems.length > 0) blocks.push(...lineSections(problems.map((line) => `:warning: ${line}`)));
  if (shown) blocks.push(...lineSections(planDiffLines(shown.diff), DIFF_BLOCKS), { type: 'divider' });
  if (file) blocks.push(section(`From the file ${code(file.name)}.`));
  else blocks.push(textInput(text), ...(text === undefined ? [fileInput()] : []));
  if (shown) blocks.push(context('Nothing has been changed yet. What is not in the text stays as it is.'));
  return {
    type: 'modal',
    callback_id: IMPORT_FORM,
    title: plain('Import a plan', LIMITS.viewTitle),
    submit: plain(shown ? 'Apply' : 'Show the changes', LIMITS.viewButton),
    close: plain('Cancel', LIMITS.viewButton),
    private_metadata: JSON.stringify({ digest: shown?.digest, file }),
    blocks,
  };
}

function textInput(text: string | undefined): InputBlock {
  return {
    type: 'input',
    block_id: PLAN_TEXT_BLOCK,
    optional: true,
    label: plain('Plan', LIMITS.label),
    hint: plain('YAML, or Markdown with headings and a list. A longer plan can be uploaded.', LIMITS.hint),
    element: {
      type: 'plain_text_input',
      action_id: FORM_VALUE,
      multiline: true,
      max_length: LIMITS.inputText,
      placeholder: plain('# Phase\n## Step\n- [ ] Microstep', LIMITS.placeholder),
      ...(text === undefined ? {} : { initial_value: text }),
    },
  };
}

function fileInput(): InputBlock {
  return {
    type: 'input',
    block_id: PLAN_FILE_BLOCK,
    optional: true,
    label: plain('Or a file', LIMITS.label),
    element: {
      type: 'file_input',
      action_id: FORM_VALUE,
      filetypes: ['yml', 'yaml', 'md', 'markdown', 'txt'],
      max_files: 1,
    },
  };
}
