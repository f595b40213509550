import type { Channel } from '../../page-api.ts';
import { formatRoute } from '../state/route.ts';
import { useTheme } from '../state/theme.ts';
import { useWorkspace } from '../state/workspace.ts';
import { Icon, type IconName } from '../ui/icon.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import { Menu } from '../ui/menu.tsx';
import { PersonSwitcher } from './person-switcher.tsx';

/** The places one can go to, the shortcuts, and who one is. */
export function Sidebar({ unread, onNavigate }: { unread: ReadonlySet<string>; onNavigate(): void }) {
  const { snapshot, act, route } = useWorkspace();
  const [theme, toggleTheme] = useTheme();
  const { team, channels, shortcuts, me } = snapshot;
  const otherTheme = theme === 'dark' ? 'light' : 'dark';
  const shortcutItems = shortcuts
    .filter(({ type }) => type === 'global')
    .map(({ callbackId, name }) => ({
      key: callbackId,
      label: name,
      choose: () => {
        onNavigate();
        void act('shortcut', { callbackId });
      },
    }));

  const link = (place: string, name: string, icon: IconName) => (
    <li key={place}>
      <a
        href={formatRoute({ place, as: me.id })}
        aria-current={route.place === place ? 'page' : undefined}
        className={unread.has(place) ? 'unread' : undefined}
        onClick={onNavigate}
      >
        <Icon name={icon} />
        <span>{name}</span>
        {unread.has(place) && <span className="visually-hidden">(unread)</span>}
      </a>
    </li>
  );
  const links = (kind: Channel['kind'], icon: IconName) =>
    channels.filter((channel) => channel.kind === kind).map(({ id, name }) => link(id, name, icon));

  return (
    <>
      <div className="sidebar-head">
        <span className="team-mark" aria-hidden="true">
          {team.name[0]}
        </span>
        <span className="team-name">
          {team.name} <small>Sandbox workspace</small>
        </span>
        <IconButton
          icon={otherTheme === 'dark' ? 'moon' : 'sun'}
          label={`Use the ${otherTheme} theme`}
          onClick={toggleTheme}
        />
      </div>
      <nav aria-label="Places">
        <p className="nav-title" id="nav-channels">
          Channels
        </p>
        <ul aria-labelledby="nav-channels">{links('channel', 'hash')}</ul>
        <p className="nav-title" id="nav-apps">
          Apps
        </p>
        <ul aria-labelledby="nav-apps">
          {link('home', 'Home', 'home')}
          {links('direct', 'bolt')}
        </ul>
      </nav>
      {shortcutItems.length > 0 && (
        <Menu label="Shortcuts" items={shortcutItems} className="sidebar-shortcuts">
          <Icon name="bolt" /> Shortcuts <Icon name="chevron" />
        </Menu>
      )}
      <PersonSwitcher />
    </>
  );
}
