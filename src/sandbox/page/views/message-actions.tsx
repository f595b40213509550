import type { Channel, Message } from '../../page-api.ts';
import { useWorkspace } from '../state/workspace.ts';
import { Icon } from '../ui/icon.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import { Menu } from '../ui/menu.tsx';

/** What can be done with a message: answer it, or hand it to one of the app's message shortcuts. */
export function MessageActions({
  channel,
  message,
  inThread,
}: {
  channel: Channel;
  message: Message;
  inThread: boolean;
}) {
  const { snapshot, act, go } = useWorkspace();
  const items = snapshot.shortcuts
    .filter(({ type }) => type === 'message')
    .map(({ callbackId, name }) => ({
      key: callbackId,
      label: name,
      choose: () => void act('shortcut', { callbackId, message: { channel: channel.id, ts: message.ts } }),
    }));
  if (inThread && items.length === 0) return null;

  return (
    <div className="message-actions">
      {!inThread && (
        <IconButton
          icon="reply"
          label="Reply in thread"
          onClick={() => go({ place: channel.id, thread: message.threadTs ?? message.ts })}
        />
      )}
      {items.length > 0 && (
        <Menu label="More actions" pictureOnly items={items} className="icon-button">
          <Icon name="more" />
        </Menu>
      )}
    </div>
  );
}
