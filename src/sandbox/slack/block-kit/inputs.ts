import { z } from 'zod';
import { actionable, dispatchable, focusable, placeholdable } from './composition.ts';
import { DOCUMENTED_LIMITS } from './limits.ts';
import { richText } from './rich-text.ts';

const typed = { ...actionable, ...dispatchable, ...focusable, ...placeholdable };
const decimal = z.string().regex(/^-?\d+(\.\d+)?$/, 'must be a number in a string');

const plainTextInput = z
  .strictObject({
    type: z.literal('plain_text_input'),
    ...typed,
    multiline: z.boolean().optional(),
    min_length: z.number().int().min(0).max(DOCUMENTED_LIMITS.plainTextInput).optional(),
    max_length: z.number().int().min(1).max(DOCUMENTED_LIMITS.plainTextInput).optional(),
    initial_value: z.string().max(DOCUMENTED_LIMITS.plainTextInput).optional(),
  })
  .superRefine(({ min_length, max_length, initial_value }, context) => {
    if ((min_length ?? 0) > (max_length ?? DOCUMENTED_LIMITS.plainTextInput)) {
      context.addIssue({
        code: 'custom',
        message: 'min_length must not exceed max_length',
        path: ['min_length'],
      });
    }
    if (max_length !== undefined && (initial_value?.length ?? 0) > max_length) {
      const message = `must be less than ${max_length + 1} characters`;
      context.addIssue({ code: 'custom', message, path: ['initial_value'] });
    }
  });

/** Elements one types into, which stand in input blocks only. `file_input` is a modal's alone. */
export const typedInputs = [
  plainTextInput,
  z.strictObject({
    type: z.literal('email_text_input'),
    ...typed,
    initial_value: z.string().optional(),
  }),
  z.strictObject({ type: z.literal('url_text_input'), ...typed, initial_value: z.string().optional() }),
  z.strictObject({
    type: z.literal('number_input'),
    ...typed,
    is_decimal_allowed: z.boolean(),
    initial_value: decimal.optional(),
    min_value: decimal.optional(),
    max_value: decimal.optional(),
  }),
  z.strictObject({ type: z.literal('rich_text_input'), ...typed, initial_value: richText.optional() }),
] as const;

/** docs.slack.dev/reference/block-kit/block-elements/file-input-element */
export const fileInput = z.strictObject({
  type: z.literal('file_input'),
  ...actionable,
  filetypes: z.array(z.string()).min(1).optional(),
  max_files: z.number().int().min(1).max(DOCUMENTED_LIMITS.inputFiles).optional(),
});
