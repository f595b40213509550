import type { KnownBlock } from '@slack/types';

/** A message ready to be sent: blocks, and the full sentence that stands for them in notifications. */
export interface Rendered {
  text: string;
  blocks: KnownBlock[];
}
