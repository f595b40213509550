import { z } from 'zod';
import { actionable, confirmable, overflowOption } from './composition.ts';
import { DOCUMENTED_LIMITS, SDK_LIMITS } from './limits.ts';
import { plainText, webUrl } from './text.ts';

const style = z.enum(['primary', 'danger']).optional();
const accessibilityLabel = z.string().min(1).max(DOCUMENTED_LIMITS.accessibilityLabel).optional();
const buttonText = plainText(SDK_LIMITS.buttonElement.textMaxLength);

/** docs.slack.dev/reference/block-kit/block-elements/button-element */
export const button = z.strictObject({
  type: z.literal('button'),
  ...actionable,
  ...confirmable,
  text: buttonText,
  url: webUrl(SDK_LIMITS.buttonElement.urlMaxLength).optional(),
  value: z.string().max(SDK_LIMITS.buttonElement.valueMaxLength).optional(),
  style,
  accessibility_label: accessibilityLabel,
});

/** docs.slack.dev/reference/block-kit/block-elements/workflow-button-element */
export const workflowButton = z.strictObject({
  type: z.literal('workflow_button'),
  ...actionable,
  text: buttonText,
  workflow: z.strictObject({
    trigger: z.strictObject({
      url: webUrl(SDK_LIMITS.buttonElement.urlMaxLength),
      customizable_input_parameters: z
        .array(z.strictObject({ name: z.string(), value: z.string() }))
        .optional(),
    }),
  }),
  style,
  accessibility_label: accessibilityLabel,
});

/** docs.slack.dev/reference/block-kit/block-elements/overflow-menu-element */
export const overflow = z.strictObject({
  type: z.literal('overflow'),
  ...actionable,
  ...confirmable,
  options: z.array(overflowOption).min(1).max(SDK_LIMITS.overflowMenuElement.optionsMaxLength),
});

const feedbackButton = z.strictObject({
  text: plainText(SDK_LIMITS.feedbackButtonObject.textMaxLength),
  value: z.string().min(1).max(SDK_LIMITS.feedbackButtonObject.valueMaxLength),
  accessibility_label: accessibilityLabel,
});

/** docs.slack.dev/reference/block-kit/block-elements/feedback-buttons-element */
export const feedbackButtons = z.strictObject({
  type: z.literal('feedback_buttons'),
  ...actionable,
  positive_button: feedbackButton,
  negative_button: feedbackButton,
});

/** docs.slack.dev/reference/block-kit/block-elements/icon-button-element */
export const iconButton = z.strictObject({
  type: z.literal('icon_button'),
  ...actionable,
  ...confirmable,
  icon: z.literal('trash'),
  text: plainText(),
  value: z.string().max(SDK_LIMITS.buttonElement.valueMaxLength).optional(),
  visible_to_user_ids: z.array(z.string()).optional(),
  accessibility_label: accessibilityLabel,
});
