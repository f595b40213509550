import type { Block } from '../../page-api.ts';
import { elementsOf } from '../block-kit/elements-of.ts';
import type { Workspace } from './workspace.ts';

/** A copy of `blocks` in which every block has a `block_id` and every element an `action_id`, as Slack gives them. */
export function withIds(workspace: Workspace, blocks: readonly Block[]): Block[] {
  const copy = structuredClone(blocks) as Block[];
  for (const block of copy) block.block_id ||= workspace.newId('').slice(-5);
  for (const { element } of elementsOf(copy)) element.action_id ||= workspace.newId('').slice(-5);
  return copy;
}
