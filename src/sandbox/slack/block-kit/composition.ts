import { z } from 'zod';
import { DOCUMENTED_LIMITS, SDK_LIMITS } from './limits.ts';
import { anyText, plainText, webUrl } from './text.ts';

/** A confirmation dialog object: Slack demands all four texts. */
export const confirmDialog = z.strictObject({
  title: plainText(SDK_LIMITS.confirmObject.titleMaxLength),
  text: anyText(SDK_LIMITS.confirmObject.textMaxLength),
  confirm: plainText(SDK_LIMITS.confirmObject.confirmMaxLength),
  deny: plainText(SDK_LIMITS.confirmObject.denyMaxLength),
  style: z.enum(['primary', 'danger']).optional(),
});

const optionValue = z.string().min(1).max(SDK_LIMITS.option.valueMaxLength);

/** An option of a select menu: plain text only, no URL. */
export const selectOption = z.strictObject({
  text: plainText(SDK_LIMITS.option.labelMaxLength),
  value: optionValue,
  description: plainText(DOCUMENTED_LIMITS.optionDescription).optional(),
});

/** An option of an overflow menu, the only one that may carry a URL. */
export const overflowOption = selectOption.extend({ url: webUrl(DOCUMENTED_LIMITS.optionUrl).optional() });

/** An option of checkboxes or radio buttons, which may use mrkdwn. */
export const choiceOption = z.strictObject({
  text: anyText(SDK_LIMITS.option.labelMaxLength),
  value: optionValue,
  description: anyText(DOCUMENTED_LIMITS.optionDescription).optional(),
});

/** A titled group of select options. */
export const optionGroup = z.strictObject({
  label: plainText(SDK_LIMITS.optionGroup.labelMaxLength),
  options: z.array(selectOption).min(1).max(SDK_LIMITS.optionGroup.optionsMaxLength),
});

/** Properties that every interactive element may have. */
export const actionable = {
  action_id: z.string().min(1).max(SDK_LIMITS.interactiveElement.actionIdMaxLength).optional(),
};
export const confirmable = { confirm: confirmDialog.optional() };
export const focusable = { focus_on_load: z.boolean().optional() };
export const placeholdable = {
  placeholder: plainText(SDK_LIMITS.inputInteractiveElement.placeholderMaxLength).optional(),
};
export const dispatchable = {
  dispatch_action_config: z
    .strictObject({
      trigger_actions_on: z
        .array(z.enum(['on_enter_pressed', 'on_character_entered']))
        .min(1)
        .max(2),
    })
    .optional(),
};

interface OptionLike {
  text: { text: string };
  value: string;
}

/** Adds an issue for each initial option (at `key`) that is not one of `offered`: Slack refuses those. */
export function checkInitial(
  context: { addIssue(issue: { code: 'custom'; message: string; path: PropertyKey[] }): void },
  offered: readonly OptionLike[],
  initial: readonly OptionLike[],
  key: string,
): void {
  for (const option of initial) {
    if (offered.some((other) => other.value === option.value && other.text.text === option.text.text))
      continue;
    context.addIssue({ code: 'custom', message: `${key} must be among the options`, path: [key] });
  }
}
