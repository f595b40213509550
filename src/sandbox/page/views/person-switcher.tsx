import { useWorkspace } from '../state/workspace.ts';
import { Avatar } from '../ui/avatar.tsx';
import { Icon } from '../ui/icon.tsx';
import { Menu } from '../ui/menu.tsx';

/** Who acts: roles differ, so the same click may be granted to one and refused to another. */
export function PersonSwitcher() {
  const { snapshot, actAs } = useWorkspace();
  const { me, people } = snapshot;
  const items = people
    .filter(({ isBot }) => !isBot)
    .map(({ id, realName, title }) => ({
      key: id,
      label: realName,
      detail: title,
      checked: id === me.id,
      choose: () => actAs(id),
    }));

  return (
    <Menu label="Act as" items={items} className="person-switcher">
      <Avatar person={me} />
      <span className="person-name">
        <small>Acting as</small>
        {me.realName}
        <small>{me.title}</small>
      </span>
      <Icon name="chevron" />
    </Menu>
  );
}
