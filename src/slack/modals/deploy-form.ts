import type { InputBlock, ModalView, PlainTextOption } from '@slack/types';
import { formatRef } from '../../plan/ref.ts';
import type { MicrostepRow } from '../../store/plan-schema.ts';
import { LIMITS } from '../limits.ts';
import { plain } from '../text.ts';
import { FORM_VALUE } from './form-value.ts';

export const DEPLOY_FORM = 'deploy-form';
/** Where the branch is found as one types. */
export const BRANCH_BLOCK = 'branch';
export const BRANCH_SEARCH = 'preview:branch';
/** Where one of several platforms is chosen. */
export const PLATFORM_BLOCK = 'platform';
/** Where the microstep is found as one types. */
export const MICROSTEP_BLOCK = 'microstep';
export const MICROSTEP_SEARCH = 'preview:microstep';
/** Where the channel of the card is chosen. */
export const CARD_CHANNEL_BLOCK = 'card-channel';

export interface DeployFormState {
  /** Where the person was when they opened it. */
  channel: string | undefined;
  branch: string | undefined;
  microstep: MicrostepRow | undefined;
  /** What is configured. */
  platforms: readonly { provider: string; name: string }[];
  /** The one to begin with. */
  provider: string | undefined;
}

/** Asks for what `deploy-preview` was not told. */
export function deployForm(state: DeployFormState): ModalView {
  return {
    type: 'modal',
    callback_id: DEPLOY_FORM,
    title: plain('Deploy a preview', LIMITS.viewTitle),
    submit: plain('Deploy', LIMITS.viewButton),
    close: plain('Cancel', LIMITS.viewButton),
    blocks: [branchInput(state), ...platformInput(state), microstepInput(state), channelInput(state)],
  };
}

/** A branch as a choice; undefined where its name is longer than Slack lets a choice be. */
export function branchOption(branch: string, label = branch): PlainTextOption | undefined {
  if (branch.length > LIMITS.optionValue) return undefined;
  return { text: plain(label, LIMITS.optionText), value: branch };
}

/** A microstep as a choice. */
export function microstepOption(microstep: MicrostepRow): PlainTextOption {
  const ref = formatRef(microstep);
  return { text: plain(`${ref} ${microstep.title}`, LIMITS.optionText), value: ref };
}

function branchInput({ branch }: DeployFormState): InputBlock {
  const initial = branch === undefined ? undefined : branchOption(branch);
  return {
    type: 'input',
    block_id: BRANCH_BLOCK,
    label: plain('Branch', LIMITS.label),
    hint: plain('Its newest commit is deployed. Production is never touched.', LIMITS.hint),
    element: {
      type: 'external_select',
      action_id: BRANCH_SEARCH,
      min_query_length: 0,
      placeholder: plain('feature/login', LIMITS.placeholder),
      ...(initial ? { initial_option: initial } : {}),
      focus_on_load: true,
    },
  };
}

/** Where there is one platform there is nothing to choose. */
function platformInput({ platforms, provider: wanted }: DeployFormState): InputBlock[] {
  if (platforms.length < 2) return [];
  const options = platforms.map(({ provider, name }) => ({
    text: plain(name, LIMITS.optionText),
    value: provider,
  }));
  const initial = options.find(({ value }) => value === wanted);
  const element = {
    type: 'static_select' as const,
    action_id: FORM_VALUE,
    placeholder: plain('Platform', LIMITS.placeholder),
    options,
    ...(initial ? { initial_option: initial } : {}),
  };
  return [{ type: 'input', block_id: PLATFORM_BLOCK, label: plain('Deploy on', LIMITS.label), element }];
}

function microstepInput({ microstep }: DeployFormState): InputBlock {
  return {
    type: 'input',
    block_id: MICROSTEP_BLOCK,
    optional: true,
    label: plain('For the microstep', LIMITS.label),
    element: {
      type: 'external_select',
      action_id: MICROSTEP_SEARCH,
      min_query_length: 0,
      placeholder: plain('p1.s2.ms3, or words of its title', LIMITS.placeholder),
      ...(microstep ? { initial_option: microstepOption(microstep) } : {}),
    },
  };
}

function channelInput({ channel }: DeployFormState): InputBlock {
  const start =
    channel === undefined ? { default_to_current_conversation: true } : { initial_conversation: channel };
  return {
    type: 'input',
    block_id: CARD_CHANNEL_BLOCK,
    label: plain('Show its card in', LIMITS.label),
    element: { type: 'conversations_select', action_id: FORM_VALUE, ...start },
  };
}
