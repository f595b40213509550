import type { KnownBlock, ModalView, RadioButtons, SectionBlock } from '@slack/types';
import type { Manifest, ManifestField } from '../../integrations/manifest.ts';
import type { IntegrationSettings } from '../../store/settings-schema.ts';
import { lineSections, section } from '../blocks.ts';
import { LIMITS } from '../limits.ts';
import { escapeMrkdwn, link, plain } from '../text.ts';
import { FORM_VALUE } from './form-value.ts';

export const CONFIGURE_FORM = 'configure-form';
/** Where the channel is chosen; no manifest has a field of this name. */
export const CHANNEL_BLOCK = 'notification-channel';

export interface ConfigureFormState {
  manifest: Manifest;
  /** What is saved already. */
  present: IntegrationSettings | undefined;
  /** Where the person was when they opened it. */
  channel: string | undefined;
  /** What went wrong the last time, in words. */
  problem?: string;
  /** What was typed the last time; secrets are not repeated. */
  typed?: Readonly<Record<string, string | null | undefined>>;
}

/** The modal of `configure`, made from the provider's manifest. */
export function configureForm(state: ConfigureFormState): ModalView {
  const { manifest, present, channel, problem } = state;
  const metadata = { provider: manifest.id };
  const blocks: KnownBlock[] = [];
  if (problem) blocks.push(section(`:warning: ${escapeMrkdwn(problem)}`));
  blocks.push(...setup(manifest));
  blocks.push(...manifest.fields.map((field) => input(field, state)));
  blocks.push({
    type: 'input',
    block_id: CHANNEL_BLOCK,
    optional: true,
    label: plain('Tell of previews and build failures in', LIMITS.label),
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
  });
  return {
    type: 'modal',
    callback_id: CONFIGURE_FORM,
    title: plain(`${present ? 'Change' : 'Configure'} ${manifest.name}`, LIMITS.viewTitle),
    submit: plain('Test and save', LIMITS.viewButton),
    close: plain('Cancel', LIMITS.viewButton),
    private_metadata: JSON.stringify(metadata),
    blocks,
  };
}

/** How to come by the credentials: the first of the guide's steps, since the others are this form itself. */
function setup(manifest: Manifest): SectionBlock[] {
  const [first] = manifest.setup.steps;
  const title = first ? `*${escapeMrkdwn(first.title)}*` : '';
  const details = (first?.details ?? []).map((detail) => `• ${escapeMrkdwn(detail)}`);
  const scopes = manifest.token_scopes.map(({ name }) => escapeMrkdwn(name)).join(', ');
  const needs = `It needs: ${scopes}. ${link(manifest.docs, 'More about it')}`;
  return lineSections([title, ...details, needs]);
}

function input(field: ManifestField, { present, typed }: ConfigureFormState): KnownBlock {
  const isSecret = field.type === 'secret';
  const isKept = isSecret && present?.credentials[field.key] !== undefined;
  const initial = isSecret ? undefined : (typed?.[field.key] ?? present?.fields[field.key]);
  const placeholder = isKept ? 'Leave empty to keep the saved one' : field.placeholder;
  return {
    type: 'input',
    block_id: field.key,
    optional: !field.required || isKept,
    label: plain(field.label, LIMITS.label),
    hint: plain(field.help, LIMITS.hint),
    element: field.options
      ? choice(field.options, initial)
      : {
          type: 'plain_text_input',
          action_id: FORM_VALUE,
          ...(field.multiline ? { multiline: true } : {}),
          ...(placeholder ? { placeholder: plain(placeholder, LIMITS.placeholder) } : {}),
          ...(initial ? { initial_value: initial } : {}),
        },
  };
}

function choice(
  options: NonNullable<ManifestField['options']>,
  initial: string | null | undefined,
): RadioButtons {
  const shown = options.map(({ value, label, help }) => ({
    value,
    text: plain(label, LIMITS.optionText),
    description: plain(help, LIMITS.optionText),
  }));
  const chosen = shown.find(({ value }) => value === initial) ?? shown[0];
  return {
    type: 'radio_buttons',
    action_id: FORM_VALUE,
    options: shown,
    ...(chosen ? { initial_option: chosen } : {}),
  };
}
