import type { HomeView, KnownBlock } from '@slack/types';
import { context } from '../blocks.ts';
import { LIMITS } from '../limits.ts';

/** The Home tab, part by part. */
export function homeView(parts: readonly (readonly KnownBlock[])[]): HomeView {
  const blocks = parts.flatMap((part) => [...part, { type: 'divider' } as const]);
  const last = context('Everything here is also a command: `/buildrunner help`.');
  return { type: 'home', blocks: [...blocks.slice(0, LIMITS.viewBlocks - 1), last] };
}
