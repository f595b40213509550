import { useId } from 'react';
import type { Option } from '../kit/block-kit.ts';
import { useSurface } from '../kit/surface.ts';
import { Text } from '../text/text-object.tsx';
import type { FieldProps } from './field-props.ts';

/** Checkboxes, of which several may be on, or radio buttons, of which one is. */
export function OptionElement({ field, describedBy, invalid }: FieldProps) {
  const { read, change } = useSurface();
  const name = useId();
  const several = field.element.type === 'checkboxes';
  const value = read(field);
  const chosen: Option[] = Array.isArray(value) ? value : value ? [value as Option] : [];
  const isChosen = (option: Option) => chosen.some((each) => each.value === option.value);

  const toggle = (option: Option) => {
    const without = chosen.filter((each) => each.value !== option.value);
    if (!several) change(field, option);
    else change(field, isChosen(option) ? without : [...chosen, option]);
  };

  return (
    <fieldset className="options" aria-describedby={describedBy} aria-invalid={invalid}>
      <legend className="visually-hidden">{field.label}</legend>
      {(field.element.options ?? []).map((option) => (
        <label key={option.value}>
          <input
            type={several ? 'checkbox' : 'radio'}
            name={name}
            checked={isChosen(option)}
            onChange={() => toggle(option)}
          />
          <span>
            <Text text={option.text} />
            <small>
              <Text text={option.description} />
            </small>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
