import { LIMITS } from '../limits.ts';
import { plain } from '../text.ts';
import type { Rendered } from './rendered.ts';

/** A sentence with a button that opens something: for where Slack lets no modal be opened at once. */
export function openButton(
  text: string,
  button: { actionId: string; value: string; label: string },
): Rendered {
  return {
    text,
    blocks: [
      {
        type: 'section',
        text: { type: 'mrkdwn', text },
        accessory: {
          type: 'button',
          action_id: button.actionId,
          text: plain(button.label, LIMITS.buttonText),
          value: button.value,
          style: 'primary',
        },
      },
    ],
  };
}
