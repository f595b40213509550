import { actions, button, section } from '../blocks.ts';
import { escapeMrkdwn, slackTime } from '../text.ts';
import type { Rendered } from './rendered.ts';

/** Reminds an admin of a credential in use for a month. What it says does not change from day to day. */
export function rotationReminder(provider: { id: string; name: string }, since: string): Rendered {
  const name = escapeMrkdwn(provider.name);
  const text = `The credentials of ${name} have been in use since ${slackTime(since)}: replace them.`;
  return {
    text,
    blocks: [
      section(
        `:key: ${text}\nMake new ones at ${name}, press _Replace_ and paste them; then revoke the old ones there. A token that nobody remembers works for whoever finds it.`,
      ),
      actions([button('integration:configure', 'Replace', { value: provider.id })]),
    ],
  };
}
