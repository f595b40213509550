import type { KeyboardEvent } from 'react';
import { useSurface } from '../kit/surface.ts';
import { plain } from '../text/text-object.tsx';
import type { FieldProps } from './field-props.ts';

const TYPES: Readonly<Record<string, string>> = {
  email_text_input: 'email',
  url_text_input: 'url',
  number_input: 'number',
};

/** One line of text, several lines, an address or a number. */
export function TextInput({ field, id, describedBy, invalid }: FieldProps) {
  const { read, change } = useSurface();
  const { element } = field;
  const triggers = element.dispatch_action_config?.trigger_actions_on ?? ['on_enter_pressed'];
  const eachCharacter = triggers.includes('on_character_entered');

  const sendOnEnter = (event: KeyboardEvent<HTMLElement>) => {
    if (event.key !== 'Enter' || event.shiftKey || !field.dispatches) return;
    event.preventDefault();
    if (triggers.includes('on_enter_pressed')) change(field, read(field));
  };

  const shared = {
    id,
    'aria-label': id ? undefined : field.label,
    'aria-describedby': describedBy,
    'aria-invalid': invalid,
    placeholder: plain(element.placeholder),
    maxLength: element.max_length,
    value: String(read(field) ?? ''),
    onChange: (event: { target: { value: string } }) =>
      change(field, event.target.value, { quiet: !eachCharacter }),
  };

  if (element.multiline) return <textarea rows={4} {...shared} />;
  return (
    <input
      type={TYPES[element.type] ?? 'text'}
      min={element.min_value}
      max={element.max_value}
      step={element.is_decimal_allowed ? 'any' : undefined}
      autoComplete="off"
      onKeyDown={sendOnEnter}
      {...shared}
    />
  );
}
