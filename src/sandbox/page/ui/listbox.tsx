import { Fragment, type RefObject, useEffect, useRef } from 'react';
import type { Choice } from './use-choices.ts';

interface ListboxProps {
  id: string;
  label: string;
  /** The field that the list hangs from. */
  anchor: RefObject<HTMLElement | null>;
  open: boolean;
  choices: Choice[];
  /** The index that the keyboard points at. */
  active: number;
  /** A sentence in place of choices, or beside them. */
  status?: string;
  onChoose(choice: Choice): void;
}

/** The popup of a field that offers choices. The focus stays in the field; the field's keys move `active`. */
export function Listbox({ id, label, anchor, open, choices, active, status = '', onChoose }: ListboxProps) {
  const popup = useRef<HTMLDivElement>(null);

  useEffect(() => {
    if (open) popup.current?.showPopover(anchor.current ? { source: anchor.current } : undefined);
    else popup.current?.hidePopover();
  }, [open, anchor]);
  useEffect(() => {
    if (open) document.getElementById(`${id}-${active}`)?.scrollIntoView({ block: 'nearest' });
  }, [open, active, id]);

  return (
    <div ref={popup} className="listbox" popover="manual">
      <div id={id} role="listbox" aria-label={label}>
        {choices.map((choice, index) => (
          <Fragment key={choice.key}>
            {choice.group && choice.group !== choices[index - 1]?.group && (
              <div className="listbox-group" role="presentation">
                {choice.group}
              </div>
            )}
            {/* Pressing keeps the focus in the field, so that its blur does not close the list first. */}
            <div
              id={`${id}-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={choice.chosen ?? index === active}
              className={index === active ? 'active' : undefined}
              onPointerDown={(event) => event.preventDefault()}
              onClick={() => onChoose(choice)}
              onKeyDown={(event) => event.key === 'Enter' && onChoose(choice)}
            >
              <span>{choice.label}</span>
              {choice.detail && <small>{choice.detail}</small>}
            </div>
          </Fragment>
        ))}
      </div>
      <div role="status" className="listbox-status">
        {status}
      </div>
    </div>
  );
}
