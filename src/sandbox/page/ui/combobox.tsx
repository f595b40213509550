import { type KeyboardEvent, useId, useRef, useState } from 'react';
import { Icon } from './icon.tsx';
import { Listbox } from './listbox.tsx';
import { type Choice, useChoices } from './use-choices.ts';

interface ComboboxProps {
  id?: string;
  label: string;
  describedBy?: string;
  invalid?: boolean;
  placeholder?: string;
  /** What the field shows while nobody types: the chosen one's label, or nothing where several can be chosen. */
  shown: string;
  /** How much must be typed before `load` is asked. */
  minQueryLength: number;
  load(query: string): Promise<Choice[]>;
  onChoose(choice: Choice): void;
}

/**
 * A field that offers choices as one types: the WAI-ARIA combobox with a listbox popup.
 * https://www.w3.org/WAI/ARIA/apg/patterns/combobox/
 */
export function Combobox(props: ComboboxProps) {
  const { label, shown, placeholder, minQueryLength, onChoose } = props;
  const listId = useId();
  const input = useRef<HTMLInputElement>(null);
  const [open, setOpen] = useState(false);
  const [query, setQuery] = useState('');
  const [active, setActive] = useState(0);
  const { choices, loading } = useChoices(props.load, query, open, minQueryLength);

  const show = (text: string) => {
    setQuery(text);
    setActive(0);
    setOpen(true);
  };
  const hide = () => setOpen(false);
  const choose = (choice: Choice | undefined) => {
    if (!choice) return;
    onChoose(choice);
    setQuery('');
    hide();
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const last = choices.length - 1;
    if (event.key === 'ArrowDown') {
      if (open) setActive(Math.min(active + 1, last));
      else show('');
    } else if (event.key === 'ArrowUp') setActive(Math.max(active - 1, 0));
    else if (event.key === 'Enter' && open) choose(choices[active]);
    else if (event.key === 'Escape' && open) hide();
    else return;
    event.preventDefault();
  };

  return (
    <div className="combobox">
      <input
        ref={input}
        id={props.id}
        role="combobox"
        type="text"
        autoComplete="off"
        aria-label={props.id ? undefined : label}
        aria-describedby={props.describedBy}
        aria-invalid={props.invalid}
        aria-autocomplete="list"
        aria-expanded={open}
        aria-controls={listId}
        aria-activedescendant={open && choices[active] ? `${listId}-${active}` : undefined}
        placeholder={placeholder}
        value={open ? query : shown}
        onFocus={() => setQuery('')}
        onClick={() => !open && show('')}
        onChange={(event) => show(event.target.value)}
        onBlur={hide}
        onKeyDown={onKeyDown}
      />
      <Icon name="search" />
      <Listbox
        id={listId}
        label={label}
        anchor={input}
        open={open}
        choices={choices}
        active={active}
        status={statusOf(query, minQueryLength, loading, choices.length)}
        onChoose={choose}
      />
    </div>
  );
}

function statusOf(query: string, minQueryLength: number, loading: boolean, count: number): string {
  if (query.length < minQueryLength) {
    return minQueryLength === 1 ? 'Type to search' : `Type at least ${minQueryLength} characters to search`;
  }
  if (loading) return 'Looking…';
  return count === 0 ? 'No matches' : '';
}
