import { useWorkspace } from '../state/workspace.ts';
import { ModalDialog } from '../ui/modal-dialog.tsx';
import { ModalView } from './modal-view.tsx';

/** The acting person's modals. The top one shows; those under it keep what was typed into them. */
export function ModalStack() {
  const { snapshot, act } = useWorkspace();
  const { modals } = snapshot;
  const top = modals.at(-1);
  if (!top) return null;
  const close = () => void act('close', { viewId: top.id });

  return (
    <ModalDialog className="modal" aria-labelledby={`${top.id}-title`} onClose={close}>
      {modals.map((view) => (
        <ModalView
          key={view.id}
          view={view}
          hidden={view !== top}
          pushed={modals.length > 1}
          onClose={close}
        />
      ))}
    </ModalDialog>
  );
}
