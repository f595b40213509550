import { z } from 'zod';
import {
  actionable,
  checkInitial,
  confirmable,
  focusable,
  optionGroup,
  placeholdable,
  selectOption,
} from './composition.ts';
import { SDK_LIMITS } from './limits.ts';

const common = { ...actionable, ...confirmable, ...focusable, ...placeholdable };
const many = { max_selected_items: z.number().int().min(1).optional() };
/** What is chosen to begin with is left out where it is nothing: Slack refuses an empty id. */
const initialId = z.string().min(1).optional();
const initialIds = z.array(z.string().min(1)).min(1).optional();
const responseUrl = { response_url_enabled: z.boolean().optional() };
const search = { min_query_length: z.number().int().min(0).optional() };

const filter = z
  .strictObject({
    include: z
      .array(z.enum(['im', 'mpim', 'private', 'public']))
      .min(1)
      .optional(),
    exclude_external_shared_channels: z.boolean().optional(),
    exclude_bot_users: z.boolean().optional(),
  })
  .refine((value) => Object.keys(value).length > 0, 'must not be empty')
  .optional();
const conversations = { default_to_current_conversation: z.boolean().optional(), filter };

function listed(limits: { optionsMaxLength: number; optionGroupsMaxLength: number }) {
  return {
    options: z.array(selectOption).min(1).max(limits.optionsMaxLength).optional(),
    option_groups: z.array(optionGroup).min(1).max(limits.optionGroupsMaxLength).optional(),
  };
}

type Option = z.infer<typeof selectOption>;

/** Exactly one of `options` and `option_groups`; gives what they offer. */
function offeredOptions(
  value: { options?: Option[] | undefined; option_groups?: { options: Option[] }[] | undefined },
  context: z.RefinementCtx,
): Option[] {
  if ((value.options === undefined) === (value.option_groups === undefined)) {
    context.addIssue({ code: 'custom', message: 'must provide either options or option_groups', path: [] });
  }
  return value.options ?? value.option_groups?.flatMap((group) => group.options) ?? [];
}

const staticSelect = z
  .strictObject({
    type: z.literal('static_select'),
    ...common,
    ...listed(SDK_LIMITS.staticSelectElement),
    initial_option: selectOption.optional(),
  })
  .superRefine((value, context) => {
    const initial = value.initial_option ? [value.initial_option] : [];
    checkInitial(context, offeredOptions(value, context), initial, 'initial_option');
  });

const multiStaticSelect = z
  .strictObject({
    type: z.literal('multi_static_select'),
    ...common,
    ...many,
    ...listed(SDK_LIMITS.staticMultiSelectElement),
    initial_options: z.array(selectOption).min(1).optional(),
  })
  .superRefine((value, context) => {
    checkInitial(context, offeredOptions(value, context), value.initial_options ?? [], 'initial_options');
  });

/** The five single and five multi select menus; docs.slack.dev/reference/block-kit/block-elements. */
export const selects = [
  staticSelect,
  multiStaticSelect,
  z.strictObject({
    type: z.literal('external_select'),
    ...common,
    ...search,
    initial_option: selectOption.optional(),
  }),
  z.strictObject({
    type: z.literal('multi_external_select'),
    ...common,
    ...many,
    ...search,
    initial_options: z.array(selectOption).min(1).optional(),
  }),
  z.strictObject({ type: z.literal('users_select'), ...common, initial_user: initialId }),
  z.strictObject({ type: z.literal('multi_users_select'), ...common, ...many, initial_users: initialIds }),
  z.strictObject({
    type: z.literal('conversations_select'),
    ...common,
    ...conversations,
    ...responseUrl,
    initial_conversation: initialId,
  }),
  z.strictObject({
    type: z.literal('multi_conversations_select'),
    ...common,
    ...many,
    ...conversations,
    initial_conversations: initialIds,
  }),
  z.strictObject({
    type: z.literal('channels_select'),
    ...common,
    ...responseUrl,
    initial_channel: initialId,
  }),
  z.strictObject({
    type: z.literal('multi_channels_select'),
    ...common,
    ...many,
    initial_channels: initialIds,
  }),
] as const;
