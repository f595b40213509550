import type { Block } from '../../page-api.ts';
import { type Element, layoutOf, type TextObject } from '../kit/block-kit.ts';
import { Text } from '../text/text-object.tsx';

/** Small print: texts and pictures in a row. */
export function ContextBlock({ block }: { block: Block }) {
  const { elements = [] } = layoutOf(block);
  return (
    <div className="block-context">
      {elements.map((element) =>
        element.type === 'image' ? (
          <img key={element.image_url} src={element.image_url} alt={element.alt_text} />
        ) : (
          <Text key={keyOf(element)} text={element as unknown as TextObject} />
        ),
      )}
    </div>
  );
}

function keyOf(element: Element): string {
  return JSON.stringify(element.text);
}
