import type { Field } from '../kit/block-kit.ts';
import { useSurface } from '../kit/surface.ts';
import { plain } from '../text/text-object.tsx';
import { Icon } from '../ui/icon.tsx';

/** A button. One with a `url` opens it in a new tab, and tells the app all the same. */
export function ButtonElement({ field }: { field: Field }) {
  const { press, isBusy } = useSurface();
  const { text, value, style, url, accessibility_label } = field.element;
  const className = `button ${style ? `button-${style}` : ''}`;
  const send = () =>
    press(field, {
      ...(text ? { text } : {}),
      ...(value === undefined ? {} : { value }),
      ...(style ? { style } : {}),
    });

  if (url) {
    return (
      <a
        className={className}
        href={url}
        target="_blank"
        rel="noreferrer"
        aria-label={accessibility_label}
        onClick={send}
      >
        {plain(text)} <Icon name="external" />
        <span className="visually-hidden">(opens a new tab)</span>
      </a>
    );
  }
  return (
    <button
      type="button"
      className={className}
      aria-label={accessibility_label}
      aria-busy={isBusy(field)}
      onClick={send}
    >
      {plain(text)}
    </button>
  );
}
