import type { ConfirmationDialog } from '@slack/types';
import type { Manifest } from '../../integrations/manifest.ts';
import { actions, button, section } from '../blocks.ts';
import { LIMITS } from '../limits.ts';
import { escapeMrkdwn, plain } from '../text.ts';
import type { Rendered } from './rendered.ts';

/** What disconnecting means, and the button that does it. */
export function disconnectOffer({ id, name }: Pick<Manifest, 'id' | 'name'>): Rendered {
  const shown = escapeMrkdwn(name);
  const text = `Disconnecting ${shown} deletes its credentials here and removes the webhook that BuildRunner registered there. Links, previews and history stay, and nothing happens to them at ${shown}: configured again, they are taken up.`;
  const confirm = disconnectConfirm(name);
  const press = button('integration:disconnect', 'Disconnect', { value: id, style: 'danger', confirm });
  return { text: `Disconnect ${name}?`, blocks: [section(text), actions([press])] };
}

/** Asks once more before a provider is disconnected. */
export function disconnectConfirm(name: string): ConfirmationDialog {
  return {
    title: plain(`Disconnect ${name}?`, LIMITS.confirmTitle),
    text: plain(
      'Its credentials are deleted at once. Configured again, it goes on where it was.',
      LIMITS.confirmText,
    ),
    confirm: plain('Disconnect', LIMITS.confirmButton),
    deny: plain('Leave it', LIMITS.confirmButton),
    style: 'danger',
  };
}
