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
  const confirm: ConfirmationDialog = {
    title: plain(`Disconnect ${name}?`, LIMITS.confirmTitle),
    text: plain('Its credentials are deleted at once.', LIMITS.confirmText),
    confirm: plain('Disconnect', LIMITS.confirmButton),
    deny: plain('Leave it', LIMITS.confirmButton),
    style: 'danger',
  };
  const press = button('integration:disconnect', 'Disconnect', { value: id, style: 'danger', confirm });
  return { text: `Disconnect ${name}?`, blocks: [section(text), actions([press])] };
}
