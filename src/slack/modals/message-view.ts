import type { ModalView } from '@slack/types';
import { section } from '../blocks.ts';
import type { Rendered } from '../cards/rendered.ts';
import { LIMITS } from '../limits.ts';
import { plain } from '../text.ts';

/** A modal that only tells something. */
export function messageView(title: string, message: Rendered | string): ModalView {
  const blocks: ModalView['blocks'] = typeof message === 'string' ? [section(message)] : message.blocks;
  return {
    type: 'modal',
    title: plain(title, LIMITS.viewTitle),
    close: plain('Close', LIMITS.viewButton),
    blocks,
  };
}

/** What is seen until the answer is there. */
export function loadingView(title: string): ModalView {
  return messageView(title, ':hourglass_flowing_sand: One moment …');
}
