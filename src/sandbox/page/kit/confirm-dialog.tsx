import { useId } from 'react';
import { plain, Text } from '../text/text-object.tsx';
import { ModalDialog } from '../ui/modal-dialog.tsx';
import type { Surface } from './surface.ts';

/** Asks before an action goes out, in the words of its `confirm` object. */
export function ConfirmDialog({ confirm, answer }: NonNullable<Surface['asking']>) {
  const id = useId();
  return (
    <ModalDialog
      className="modal modal-small"
      role="alertdialog"
      aria-labelledby={id}
      onClose={() => answer(false)}
    >
      <header className="modal-header">
        <h2 id={id}>{plain(confirm.title)}</h2>
      </header>
      <div className="modal-body">
        <Text text={confirm.text} />
      </div>
      <footer className="modal-footer">
        <button type="button" className="button" onClick={() => answer(false)}>
          {plain(confirm.deny)}
        </button>
        <button
          type="button"
          className={`button button-${confirm.style ?? 'primary'}`}
          onClick={() => answer(true)}
        >
          {plain(confirm.confirm)}
        </button>
      </footer>
    </ModalDialog>
  );
}
