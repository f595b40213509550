import type { ReactNode } from 'react';
import { ConfirmDialog } from './confirm-dialog.tsx';
import { type Surface, SurfaceContext } from './surface.ts';

/** Gives the elements inside it their surface, and asks for confirmation where one of them wants it. */
export function SurfaceProvider({ surface, children }: { surface: Surface; children: ReactNode }) {
  return (
    <SurfaceContext value={surface}>
      {children}
      {surface.asking && <ConfirmDialog {...surface.asking} />}
    </SurfaceContext>
  );
}
