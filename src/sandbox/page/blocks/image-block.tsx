import type { Block } from '../../page-api.ts';
import { layoutOf } from '../kit/block-kit.ts';
import { plain } from '../text/text-object.tsx';

/** A picture with its title. */
export function ImageBlock({ block }: { block: Block }) {
  const { image_url, alt_text = '', title } = layoutOf(block);
  return (
    <figure className="block-image">
      {title && <figcaption>{plain(title)}</figcaption>}
      <img src={image_url} alt={alt_text} loading="lazy" />
    </figure>
  );
}
