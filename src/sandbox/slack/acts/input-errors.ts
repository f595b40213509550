import { elementsOf } from '../block-kit/elements-of.ts';
import { heldValue, type StateValues } from './input-state.ts';

/**
 * What Slack's client refuses before it asks the app: empty required inputs, wrong lengths, addresses, numbers.
 * By block id; empty when the view may be submitted.
 */
export function inputErrors(blocks: readonly unknown[], values: StateValues): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const { block, element } of elementsOf(blocks)) {
    if (block.type !== 'input') continue;
    const blockId = String(block.block_id);
    const value = heldValue(element, values, blockId);
    const isEmpty = value === null || value === undefined || value === '' || isEmptyList(value);
    const error = isEmpty ? emptyError(block) : contentError(element, value);
    if (error) errors[blockId] = error;
  }
  return errors;
}

function isEmptyList(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}

function emptyError(block: Record<string, unknown>): string | undefined {
  return block.optional === true ? undefined : 'Please complete this required field.';
}

function contentError(element: Record<string, unknown>, value: unknown): string | undefined {
  switch (element.type) {
    case 'plain_text_input':
      return lengthError(element, String(value));
    case 'email_text_input':
      return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(String(value)) ? undefined : 'Enter a valid email address.';
    case 'url_text_input':
      return URL.canParse(String(value)) ? undefined : 'Enter a valid URL.';
    case 'number_input':
      return numberError(element, String(value));
    default:
      return countError(element, value);
  }
}

function lengthError(element: Record<string, unknown>, text: string): string | undefined {
  const min = Number(element.min_length ?? 0);
  const max = Number(element.max_length ?? 3000);
  if (text.length < min) return `Enter at least ${min} characters.`;
  return text.length > max ? `Enter at most ${max} characters.` : undefined;
}

function numberError(element: Record<string, unknown>, text: string): string | undefined {
  const pattern = element.is_decimal_allowed === true ? /^-?\d+(\.\d+)?$/ : /^-?\d+$/;
  if (!pattern.test(text)) return 'Enter a valid number.';
  const number = Number(text);
  if (element.min_value !== undefined && number < Number(element.min_value)) {
    return `Enter ${String(element.min_value)} or more.`;
  }
  const isTooBig = element.max_value !== undefined && number > Number(element.max_value);
  return isTooBig ? `Enter ${String(element.max_value)} or less.` : undefined;
}

function countError(element: Record<string, unknown>, value: unknown): string | undefined {
  const max = Number(element.max_selected_items ?? Infinity);
  return Array.isArray(value) && value.length > max ? `Choose at most ${max}.` : undefined;
}
