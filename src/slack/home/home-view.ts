import type { HomeView, KnownBlock } from '@slack/types';
import type { Status } from '../../integrations/status.ts';
import type { PreviewRow } from '../../store/schema.ts';
import { statusBlocks } from '../cards/integration-status.ts';
import { previewLine } from '../commands/previews.ts';
import { LIMITS } from '../limits.ts';
import { plain, truncate } from '../text.ts';

/** The Home tab: what runs, what is connected, what to do next. */
export function homeView({
  previews,
  status,
}: {
  previews: readonly PreviewRow[];
  status: Status;
}): HomeView {
  const list = previews.length > 0 ? previews.map(previewLine).join('\n') : '_None yet._';
  const blocks: KnownBlock[] = [
    { type: 'header', text: plain('Previews', LIMITS.headerText) },
    { type: 'section', text: { type: 'mrkdwn', text: truncate(list, LIMITS.sectionText) } },
    {
      type: 'actions',
      elements: [
        {
          type: 'button',
          action_id: 'preview:new',
          text: plain('Deploy QA preview', LIMITS.buttonText),
          style: 'primary',
        },
      ],
    },
    { type: 'divider' },
    { type: 'header', text: plain('Settings → Integrations', LIMITS.headerText) },
    ...statusBlocks(status.integrations),
    { type: 'divider' },
    {
      type: 'context',
      elements: [{ type: 'mrkdwn', text: 'Everything here is also a command: `/buildrunner help`.' }],
    },
  ];
  return { type: 'home', blocks };
}
