import type { ReactNode } from 'react';
import { ModalDialog } from './modal-dialog.tsx';

interface DrawerProps {
  /** The accessible name of the region. */
  label: string;
  className: string;
  open: boolean;
  /** On a narrow screen a drawer covers the page and takes the focus; on a wide one it stands beside it. */
  narrow: boolean;
  onClose(): void;
  children: ReactNode;
}

/** A column of the page that becomes a drawer where there is no room for it. */
export function Drawer({ label, className, open, narrow, onClose, children }: DrawerProps) {
  if (!open) return null;
  if (!narrow) {
    return (
      <aside className={className} aria-label={label}>
        {children}
      </aside>
    );
  }
  return (
    <ModalDialog className={`drawer ${className}`} aria-label={label} onClose={onClose} lightDismiss>
      {children}
    </ModalDialog>
  );
}
