import { type ComponentProps, useLayoutEffect, useRef } from 'react';
import { noteOpened } from './open-dialogs.ts';

interface ModalDialogProps extends Omit<ComponentProps<'dialog'>, 'onClose'> {
  /** Asked for by Esc, or by a click beside the dialog where `lightDismiss` is set. */
  onClose(): void;
  lightDismiss?: boolean;
}

/**
 * The browser's own modal dialog: it keeps the focus inside, makes the page behind inert and gives the focus
 * back. Whoever renders it decides when it goes: Esc only asks.
 */
export function ModalDialog({ onClose, lightDismiss = false, children, ...rest }: ModalDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const opened = dialog.current;
    if (!opened) return;
    opened.showModal();
    const closed = noteOpened(opened);
    return () => {
      closed();
      opened.close();
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      {...rest}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return;
        event.preventDefault();
        event.stopPropagation();
        onClose();
      }}
      // Esc where what had the focus has gone: the key is nobody's then, and the browser would close it by itself.
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onPointerDown={(event) => {
        if (lightDismiss && event.target === dialog.current) onClose();
      }}
    >
      {children}
    </dialog>
  );
}
