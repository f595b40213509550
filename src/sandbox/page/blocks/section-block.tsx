import type { Block } from '../../page-api.ts';
import { ElementView } from '../elements/element.tsx';
import { fieldsOf, layoutOf } from '../kit/block-kit.ts';
import { Text } from '../text/text-object.tsx';

/** Text, or two columns of it, with one element at its side. */
export function SectionBlock({ block }: { block: Block }) {
  const { text, fields = [], accessory } = layoutOf(block);
  return (
    <div className="block-section">
      <div className="block-section-text">
        <Text text={text} />
        {fields.length > 0 && (
          <ul className="block-fields">
            {fields.map((field) => (
              <li key={fields.indexOf(field)}>
                <Text text={field} />
              </li>
            ))}
          </ul>
        )}
      </div>
      {accessory?.type === 'image' && (
        <img className="block-thumbnail" src={accessory.image_url} alt={accessory.alt_text} />
      )}
      {fieldsOf(block).map((field) => (
        <ElementView key={field.actionId} field={field} />
      ))}
    </div>
  );
}
