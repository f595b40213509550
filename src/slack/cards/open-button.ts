import { button, section } from '../blocks.ts';
import type { Rendered } from './rendered.ts';

/** A sentence with a button that opens something: for where Slack lets no modal be opened at once. */
export function openButton(
  text: string,
  { actionId, value, label }: { actionId: string; value?: string; label: string },
): Rendered {
  return {
    text,
    blocks: [section(text, button(actionId, label, { ...(value ? { value } : {}), style: 'primary' }))],
  };
}
