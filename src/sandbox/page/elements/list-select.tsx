import { type Candidate, candidatesOf, keyOf } from '../kit/choices.ts';
import { useSurface } from '../kit/surface.ts';
import { useWorkspace } from '../state/workspace.ts';
import { plain } from '../text/text-object.tsx';
import type { FieldProps } from './field-props.ts';

/** A menu of which one entry is taken: options, people, or channels. */
export function ListSelect({ field, id, describedBy, invalid }: FieldProps) {
  const { read, change } = useSurface();
  const { snapshot } = useWorkspace();
  const candidates = candidatesOf(field.element, snapshot);
  const groups = Map.groupBy(candidates, ({ group }) => group ?? '');

  return (
    <select
      id={id}
      aria-label={id ? undefined : field.label}
      aria-describedby={describedBy}
      aria-invalid={invalid}
      value={keyOf(read(field))}
      onChange={({ target }) =>
        change(field, candidates.find(({ key }) => key === target.value)?.value ?? null)
      }
    >
      <option value="" hidden>
        {plain(field.element.placeholder) || 'Choose…'}
      </option>
      {[...groups].map(([name, members]) =>
        name ? (
          <optgroup key={name} label={name}>
            {members.map(toOption)}
          </optgroup>
        ) : (
          members.map(toOption)
        ),
      )}
    </select>
  );
}

function toOption({ key, label, detail }: Candidate) {
  return (
    <option key={key} value={key}>
      {detail ? `${label} · ${detail}` : label}
    </option>
  );
}
