import { type KeyboardEvent, type ReactNode, useId, useRef } from 'react';

export interface MenuItem {
  key: string;
  label: string;
  detail?: string;
  /** Set where one item of the menu is the chosen one. */
  checked?: boolean;
  choose(): void;
}

interface MenuProps {
  /** The menu's accessible name. */
  label: string;
  /** The button shows no words: it is called what the menu is called. */
  pictureOnly?: boolean;
  items: MenuItem[];
  className?: string;
  /** What the button shows. */
  children: ReactNode;
}

const STEPS: Readonly<Record<string, (at: number, count: number) => number>> = {
  ArrowDown: (at, count) => (at + 1) % count,
  ArrowUp: (at, count) => (at - 1 + count) % count,
  Home: () => 0,
  End: (_at, count) => count - 1,
};

/** A button that opens a menu. The browser's popover closes it and gives the focus back. */
export function Menu({ label, pictureOnly = false, items, className = '', children }: MenuProps) {
  const id = useId();
  const popup = useRef<HTMLDivElement>(null);

  const move = (event: KeyboardEvent) => {
    const buttons = [...(popup.current?.querySelectorAll('button') ?? [])];
    const focused = document.activeElement;
    const at = focused instanceof HTMLButtonElement ? buttons.indexOf(focused) : -1;
    const step = STEPS[event.key];
    if (event.key === 'Tab') popup.current?.hidePopover();
    if (!step) return;
    event.preventDefault();
    buttons[step(at, buttons.length)]?.focus();
  };

  return (
    <>
      <button
        type="button"
        className={className}
        popoverTarget={id}
        aria-haspopup="menu"
        {...(pictureOnly ? { 'aria-label': label, title: label } : {})}
      >
        {children}
      </button>
      <div
        ref={popup}
        id={id}
        className="menu"
        role="menu"
        aria-label={label}
        popover="auto"
        onKeyDown={move}
      >
        {items.map(({ key, label: text, detail, checked, choose }, index) => (
          <button
            type="button"
            key={key}
            ref={index === 0 ? focusFirst : undefined}
            {...(checked === undefined
              ? { role: 'menuitem' }
              : { role: 'menuitemradio', 'aria-checked': checked })}
            tabIndex={-1}
            onClick={() => {
              popup.current?.hidePopover();
              choose();
            }}
          >
            <span>{text}</span>
            {detail && <small>{detail}</small>}
          </button>
        ))}
      </div>
    </>
  );
}

/** The browser moves the focus to such an element in the very moment that its popover opens. */
function focusFirst(item: HTMLButtonElement | null): void {
  item?.setAttribute('autofocus', '');
}
