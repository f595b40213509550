import { elementsOf } from '../block-kit/elements-of.ts';
import { issueResponseUrl } from '../workspace/response-urls.ts';
import type { StoredView } from '../workspace/state.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { heldValue, type StateValues } from './input-state.ts';

/** A response_url for each conversation chosen in an input with `response_url_enabled`. */
export function responseUrls(
  workspace: Workspace,
  user: string,
  view: StoredView,
  values: StateValues,
): Record<string, string>[] {
  return elementsOf(view.blocks).flatMap(({ block, element }) => {
    const blockId = String(block.block_id);
    const channel = heldValue(element, values, blockId);
    if (element.response_url_enabled !== true || typeof channel !== 'string') return [];
    return [
      {
        block_id: blockId,
        action_id: String(element.action_id),
        channel_id: channel,
        response_url: issueResponseUrl(workspace, { channel, user }),
      },
    ];
  });
}
