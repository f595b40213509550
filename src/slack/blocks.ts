import type {
  ActionsBlock,
  ActionsBlockElement,
  Button,
  ContextBlock,
  HeaderBlock,
  MrkdwnElement,
  SectionBlock,
} from '@slack/types';
import type { Rendered } from './cards/rendered.ts';
import { LIMITS } from './limits.ts';
import { plain, truncate } from './text.ts';

/**
 * Markup that says what it says and no more: Slack would otherwise look for names of people and channels in plain
 * words too and make mentions of them. https://docs.slack.dev/reference/block-kit/composition-objects/text-object
 */
export function mrkdwn(text: string, max: number): MrkdwnElement {
  return { type: 'mrkdwn', text: truncate(text, max), verbatim: true };
}

/** A paragraph of mrkdwn, with a button or a menu beside it. */
export function section(text: string, accessory?: SectionBlock['accessory']): SectionBlock {
  const block: SectionBlock = { type: 'section', text: mrkdwn(text, LIMITS.sectionText) };
  return accessory ? { ...block, accessory } : block;
}

/** Pairs of label and mrkdwn, side by side. */
export function fields(pairs: readonly (readonly [label: string, value: string])[]): SectionBlock {
  const texts = pairs.map(([label, value]) => mrkdwn(`*${label}*\n${value}`, LIMITS.fieldText));
  return { type: 'section', fields: texts.slice(0, LIMITS.sectionFields) };
}

/** A line of small print. */
export function context(text: string): ContextBlock {
  return { type: 'context', elements: [mrkdwn(text, LIMITS.contextText)] };
}

/** A title in plain text. */
export function header(text: string): HeaderBlock {
  return { type: 'header', text: plain(text, LIMITS.headerText) };
}

/** A row of buttons and menus. */
export function actions(elements: ActionsBlockElement[], blockId?: string): ActionsBlock {
  return { type: 'actions', ...(blockId === undefined ? {} : { block_id: blockId }), elements };
}

/** A button; its `value` comes back to the listener of `actionId`. */
export function button(actionId: string, label: string, extra: Partial<Button> = {}): Button {
  return { type: 'button', action_id: actionId, text: plain(label, LIMITS.buttonText), ...extra };
}

/** A sentence alone, as a message. */
export function sentence(text: string): Rendered {
  return { text: truncate(text, LIMITS.messageText), blocks: [section(text)] };
}

/**
 * Lines as sections, as many as fit and none of them cut: one cut in the middle of a link would break it. What does
 * not fit is counted.
 */
export function lineSections(lines: readonly string[], mostSections = 3): SectionBlock[] {
  const sections: string[] = [];
  let current = '';
  for (const [index, line] of lines.entries()) {
    const fitting = truncate(line, LIMITS.sectionText - MORE_LENGTH);
    const isFull = current.length + fitting.length + MORE_LENGTH > LIMITS.sectionText;
    if (isFull && sections.length === mostSections - 1) {
      return [...sections, `${current}\n_… and ${lines.length - index} more_`].map((text) => section(text));
    }
    if (isFull) sections.push(current);
    current = isFull || current === '' ? fitting : `${current}\n${fitting}`;
  }
  return (current === '' ? sections : [...sections, current]).map((text) => section(text));
}

/** Room for the line that counts what is left out. */
const MORE_LENGTH = 40;
