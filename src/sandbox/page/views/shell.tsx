import { useState } from 'react';
import { useMediaQuery } from '../state/use-media-query.ts';
import { useUnread } from '../state/use-unread.ts';
import { useWorkspace } from '../state/workspace.ts';
import { Drawer } from '../ui/drawer.tsx';
import { AppView } from './app-view.tsx';
import { ChannelView } from './channel-view.tsx';
import { Dock } from './dock.tsx';
import { ModalStack } from './modal-stack.tsx';
import { Notices } from './notices.tsx';
import { Sidebar } from './sidebar.tsx';
import { ThreadPanel } from './thread-panel.tsx';

/** The page's columns: places to go, the place itself, a thread, and the pretend providers. */
export function Shell() {
  const { snapshot, route } = useWorkspace();
  const noSidebar = useMediaQuery('(max-width: 760px)');
  const noDock = useMediaQuery('(max-width: 1180px)');
  const [sidebarOpen, setSidebarOpen] = useState(false);
  const [dockOpen, setDockOpen] = useState(!noDock);
  const unread = useUnread(snapshot, route.place);
  const channel = snapshot.channels.find(({ id }) => id === route.place);
  const direct = snapshot.channels.find(({ kind }) => kind === 'direct');

  const openSidebar = noSidebar ? () => setSidebarOpen(true) : undefined;
  const toggleDock = () => setDockOpen(!dockOpen);
  const controls = { openSidebar, dockOpen, toggleDock };

  return (
    <div className="shell">
      <Drawer
        label="Workspace"
        className="sidebar"
        open={!noSidebar || sidebarOpen}
        narrow={noSidebar}
        onClose={() => setSidebarOpen(false)}
      >
        <Sidebar unread={unread} onNavigate={() => setSidebarOpen(false)} />
      </Drawer>
      <main className="main">
        {channel?.kind === 'channel' ? (
          <ChannelView key={channel.id} channel={channel} controls={controls} />
        ) : (
          <AppView direct={direct} controls={controls} />
        )}
      </main>
      {channel && route.thread && <ThreadPanel key={route.thread} channel={channel} root={route.thread} />}
      <Drawer
        label="Pretend providers"
        className="dock"
        open={dockOpen}
        narrow={noDock}
        onClose={() => setDockOpen(false)}
      >
        <Dock onClose={() => setDockOpen(false)} />
      </Drawer>
      <ModalStack />
      <Notices />
    </div>
  );
}
