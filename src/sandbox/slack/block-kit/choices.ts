import { z } from 'zod';
import {
  actionable,
  checkInitial,
  choiceOption,
  confirmable,
  focusable,
  placeholdable,
} from './composition.ts';
import { DOCUMENTED_LIMITS } from './limits.ts';

const common = { ...actionable, ...confirmable, ...focusable };

/** docs.slack.dev/reference/block-kit/block-elements/checkboxes-element */
export const checkboxes = z
  .strictObject({
    type: z.literal('checkboxes'),
    ...common,
    options: z.array(choiceOption).min(1).max(DOCUMENTED_LIMITS.checkboxOptions),
    initial_options: z.array(choiceOption).min(1).optional(),
  })
  .superRefine((value, context) => {
    checkInitial(context, value.options, value.initial_options ?? [], 'initial_options');
  });

/** docs.slack.dev/reference/block-kit/block-elements/radio-button-group-element */
export const radioButtons = z
  .strictObject({
    type: z.literal('radio_buttons'),
    ...common,
    options: z.array(choiceOption).min(1).max(DOCUMENTED_LIMITS.radioOptions),
    initial_option: choiceOption.optional(),
  })
  .superRefine((value, context) => {
    const initial = value.initial_option ? [value.initial_option] : [];
    checkInitial(context, value.options, initial, 'initial_option');
  });

/** docs.slack.dev/reference/block-kit/block-elements/date-picker-element */
export const datepicker = z.strictObject({
  type: z.literal('datepicker'),
  ...common,
  ...placeholdable,
  initial_date: z.iso.date().optional(),
});

/** docs.slack.dev/reference/block-kit/block-elements/time-picker-element */
export const timepicker = z.strictObject({
  type: z.literal('timepicker'),
  ...common,
  ...placeholdable,
  initial_time: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be of the form HH:mm')
    .optional(),
  timezone: z.string().optional(),
});

/** docs.slack.dev/reference/block-kit/block-elements/datetime-picker-element; ten digits of seconds. */
export const datetimepicker = z.strictObject({
  type: z.literal('datetimepicker'),
  ...common,
  initial_date_time: z.number().int().min(1_000_000_000).max(9_999_999_999).optional(),
});
