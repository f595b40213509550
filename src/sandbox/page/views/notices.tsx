import { createPortal } from 'react-dom';
import { useWorkspace } from '../state/workspace.ts';
import { Icon } from '../ui/icon.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import { useTopDialog } from '../ui/open-dialogs.ts';

/** What Slack itself tells the person, until they have seen it: within the open dialog, if there is one. */
export function Notices() {
  const { notices, dismiss } = useWorkspace();
  const dialog = useTopDialog();
  return createPortal(
    <div className="notices" role="alert">
      {notices.map(({ id, text }) => (
        <div key={id} className="notice">
          <Icon name="alert" />
          <p>{text}</p>
          <IconButton icon="close" label="Dismiss" onClick={() => dismiss(id)} />
        </div>
      ))}
    </div>,
    dialog ?? document.body,
  );
}
