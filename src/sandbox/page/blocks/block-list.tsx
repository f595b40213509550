import type { Block as LibraryBlock } from 'slack-blocks-to-jsx';
import type { Block } from '../../page-api.ts';
import { ElementView } from '../elements/element.tsx';
import { fieldsOf, layoutOf } from '../kit/block-kit.ts';
import { useSurface } from '../kit/surface.ts';
import { RichText } from '../text/rich-text.tsx';
import { plain } from '../text/text-object.tsx';
import { ContextBlock } from './context-block.tsx';
import { ImageBlock } from './image-block.tsx';
import { InputBlock } from './input-block.tsx';
import { SectionBlock } from './section-block.tsx';

/** The blocks of a message or a view, inside a `SurfaceContext`. */
export function BlockList({ blocks }: { blocks: Block[] }) {
  return (
    <div className="blocks">
      {blocks.map((block, index) => (
        <BlockView key={block.block_id ?? index} block={block} />
      ))}
    </div>
  );
}

function BlockView({ block }: { block: Block }) {
  const { headingLevel } = useSurface();
  const layout = layoutOf(block);
  switch (block.type) {
    case 'header': {
      const Heading = `h${headingLevel}` as const;
      return <Heading className="block-header">{plain(layout.text)}</Heading>;
    }
    case 'divider':
      return <hr />;
    case 'section':
      return <SectionBlock block={block} />;
    case 'context':
      return <ContextBlock block={block} />;
    case 'image':
      return <ImageBlock block={block} />;
    case 'input':
      return <InputBlock block={block} />;
    case 'actions':
      return (
        <div className="block-actions">
          {fieldsOf(block).map((field) => (
            <ElementView key={field.actionId} field={field} />
          ))}
        </div>
      );
    default:
      return <RichText blocks={[block as unknown as LibraryBlock]} />;
  }
}
