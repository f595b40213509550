import { useId } from 'react';
import type { Block } from '../../page-api.ts';
import { ElementView } from '../elements/element.tsx';
import { fieldsOf, layoutOf } from '../kit/block-kit.ts';
import { useSurface } from '../kit/surface.ts';
import { plain } from '../text/text-object.tsx';
import { Icon } from '../ui/icon.tsx';

/** Elements that are a group of controls have a legend of their own instead of one `<label>`. */
const GROUPS = new Set(['checkboxes', 'radio_buttons']);

/** A labelled field of a form, with its hint and, after a submit that was refused, what is wrong with it. */
export function InputBlock({ block }: { block: Block }) {
  const { errors } = useSurface();
  const id = useId();
  const { label, hint, optional, element } = layoutOf(block);
  const [field] = fieldsOf(block);
  const error = errors[field?.blockId ?? ''];
  const words = (
    <>
      {plain(label)} {optional && <small>(optional)</small>}
    </>
  );

  return (
    <div className="block-input">
      {GROUPS.has(element?.type ?? '') ? (
        <span className="label" aria-hidden="true">
          {words}
        </span>
      ) : (
        <label className="label" htmlFor={id}>
          {words}
        </label>
      )}
      {field && (
        <ElementView field={field} id={id} describedBy={`${id}-error ${id}-hint`} invalid={Boolean(error)} />
      )}
      <p id={`${id}-error`} className="field-error">
        {error && (
          <>
            <Icon name="alert" /> {error}
          </>
        )}
      </p>
      {hint && (
        <p id={`${id}-hint`} className="hint">
          {plain(hint)}
        </p>
      )}
    </div>
  );
}
