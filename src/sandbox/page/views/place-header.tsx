import type { ReactNode } from 'react';
import { Icon } from '../ui/icon.tsx';
import { IconButton } from '../ui/icon-button.tsx';

/** What the header of a place can open beside it. */
export interface ShellControls {
  /** Absent where the sidebar is always there. */
  openSidebar: (() => void) | undefined;
  dockOpen: boolean;
  toggleDock(): void;
}

/** The line above a channel or App Home: its name, what it is about, and the ways to the page's drawers. */
export function PlaceHeader({
  title,
  topic,
  controls,
  children,
}: {
  title: ReactNode;
  topic?: string;
  controls: ShellControls;
  children?: ReactNode;
}) {
  const { openSidebar, dockOpen, toggleDock } = controls;
  return (
    <header className="place-header">
      {openSidebar && <IconButton icon="menu" label="Open the sidebar" onClick={openSidebar} />}
      <div className="place-title">
        <h1>{title}</h1>
        {topic && <p>{topic}</p>}
      </div>
      {children}
      <button type="button" className="button button-quiet" aria-expanded={dockOpen} onClick={toggleDock}>
        <Icon name="plug" /> <span>Providers</span>
      </button>
    </header>
  );
}
