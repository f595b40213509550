import type { ContextBlock, SectionBlock } from '@slack/types';
import type { Rendered } from './cards/rendered.ts';
import { LIMITS } from './limits.ts';
import { truncate } from './text.ts';

/** A paragraph of mrkdwn. */
export function section(text: string): SectionBlock {
  return { type: 'section', text: { type: 'mrkdwn', text: truncate(text, LIMITS.sectionText) } };
}

/** A line of small print. */
export function context(text: string): ContextBlock {
  return { type: 'context', elements: [{ type: 'mrkdwn', text: truncate(text, LIMITS.contextText) }] };
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
      return [...sections, `${current}\n_… and ${lines.length - index} more_`].map(section);
    }
    if (isFull) sections.push(current);
    current = isFull || current === '' ? fitting : `${current}\n${fitting}`;
  }
  return (current === '' ? sections : [...sections, current]).map(section);
}

/** Room for the line that counts what is left out. */
const MORE_LENGTH = 40;
