import { z } from 'zod';
import { button, feedbackButtons, iconButton, overflow, workflowButton } from './buttons.ts';
import { checkboxes, datepicker, datetimepicker, radioButtons, timepicker } from './choices.ts';
import { fileInput, typedInputs } from './inputs.ts';
import { DOCUMENTED_LIMITS, SDK_LIMITS } from './limits.ts';
import { image, imageElement, video } from './media.ts';
import { card, carousel, markdown, table } from './message-blocks.ts';
import { richText } from './rich-text.ts';
import { selects } from './selects.ts';

import { anyText, mrkdwn, plainText } from './text.ts';

const blockId = { block_id: z.string().max(SDK_LIMITS.block.blockIdMaxLength).optional() };

const chosen = [checkboxes, radioButtons, datepicker, timepicker, ...selects] as const;

const section = z
  .strictObject({
    type: z.literal('section'),
    ...blockId,
    text: anyText(SDK_LIMITS.sectionBlock.textMaxLength).optional(),
    fields: z
      .array(anyText(DOCUMENTED_LIMITS.sectionFieldText))
      .min(1)
      .max(SDK_LIMITS.sectionBlock.fieldsMaxLength)
      .optional(),
    accessory: z
      .discriminatedUnion('type', [button, workflowButton, overflow, imageElement, ...chosen])
      .optional(),
    expand: z.boolean().optional(),
  })
  .refine((block) => block.text !== undefined || block.fields !== undefined, 'missing required field: text');

const actions = z.strictObject({
  type: z.literal('actions'),
  ...blockId,
  elements: z
    .array(z.discriminatedUnion('type', [button, workflowButton, overflow, datetimepicker, ...chosen]))
    .min(1)
    .max(SDK_LIMITS.actionsBlock.elementsMaxLength),
});

const context = z.strictObject({
  type: z.literal('context'),
  ...blockId,
  elements: z
    .array(z.discriminatedUnion('type', [imageElement, plainText(), mrkdwn()]))
    .min(1)
    .max(SDK_LIMITS.contextBlock.elementsMaxLength),
});

const contextActions = z.strictObject({
  type: z.literal('context_actions'),
  ...blockId,
  elements: z
    .array(z.discriminatedUnion('type', [feedbackButtons, iconButton]))
    .min(1)
    .max(SDK_LIMITS.contextActionsBlock.elementsMaxLength),
});

const divider = z.strictObject({ type: z.literal('divider'), ...blockId });

const header = z.strictObject({
  type: z.literal('header'),
  ...blockId,
  text: plainText(SDK_LIMITS.headerBlock.textMaxLength),
});

const inputShape = {
  type: z.literal('input'),
  ...blockId,
  label: plainText(SDK_LIMITS.inputBlock.labelMaxLength),
  hint: plainText(SDK_LIMITS.inputBlock.hintMaxLength).optional(),
  optional: z.boolean().optional(),
  dispatch_action: z.boolean().optional(),
};
const inputElements = [datetimepicker, ...typedInputs, ...chosen] as const;
const input = z.strictObject({ ...inputShape, element: z.discriminatedUnion('type', inputElements) });
const modalInput = z.strictObject({
  ...inputShape,
  element: z.discriminatedUnion('type', [fileInput, ...inputElements]),
});

const everywhere = [section, actions, context, divider, header, image, video, richText] as const;

/** Where blocks stand: which types are allowed there differs. */
export type Surface = 'message' | 'modal' | 'home';

/** The block types each surface takes, by docs.slack.dev/reference/block-kit/blocks. */
export const blocksBySurface = {
  message: z.discriminatedUnion('type', [
    ...everywhere,
    contextActions,
    input,
    markdown,
    table,
    card,
    carousel,
  ]),
  modal: z.discriminatedUnion('type', [...everywhere, modalInput]),
  home: z.discriminatedUnion('type', [...everywhere, input]),
} satisfies Record<Surface, z.ZodType>;
