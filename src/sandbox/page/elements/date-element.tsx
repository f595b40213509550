import { useSurface } from '../kit/surface.ts';
import type { FieldProps } from './field-props.ts';

/** A date, a time, or both. Slack holds `YYYY-MM-DD`, `HH:mm`, and seconds since 1970. */
export function DateElement({ field, id, describedBy, invalid }: FieldProps) {
  const { read, change } = useSurface();
  const { type } = field.element;
  const value = read(field);
  const both = type === 'datetimepicker';

  return (
    <input
      id={id}
      type={both ? 'datetime-local' : type === 'timepicker' ? 'time' : 'date'}
      aria-label={id ? undefined : field.label}
      aria-describedby={describedBy}
      aria-invalid={invalid}
      value={both && typeof value === 'number' ? toLocal(value) : String(value ?? '')}
      onChange={({ target }) =>
        change(
          field,
          both && target.value ? Math.floor(new Date(target.value).getTime() / 1_000) : target.value,
        )
      }
    />
  );
}

/** Seconds since 1970 as `YYYY-MM-DDTHH:mm` where the reader is. */
function toLocal(seconds: number): string {
  const at = new Date(seconds * 1_000);
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
