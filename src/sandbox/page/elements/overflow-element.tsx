import type { Field } from '../kit/block-kit.ts';
import { useSurface } from '../kit/surface.ts';
import { plain } from '../text/text-object.tsx';
import { Icon } from '../ui/icon.tsx';
import { Menu } from '../ui/menu.tsx';

/** The three-dots menu of a block. */
export function OverflowElement({ field }: { field: Field }) {
  const { press } = useSurface();
  const items = (field.element.options ?? []).map((option) => ({
    key: option.value ?? option.text.text,
    label: plain(option.text),
    ...(option.description ? { detail: plain(option.description) } : {}),
    choose: () => {
      if (option.url) window.open(option.url, '_blank', 'noreferrer');
      press(field, { selected_option: option });
    },
  }));
  return (
    <Menu label="More options" pictureOnly items={items} className="button button-square">
      <Icon name="more" />
    </Menu>
  );
}
