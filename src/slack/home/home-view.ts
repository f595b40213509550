import type { HomeView, KnownBlock } from '@slack/types';
import type { Status } from '../../integrations/status.ts';
import type { PreviewRow } from '../../store/schema.ts';
import { context, lineSections, section } from '../blocks.ts';
import { statusBlocks } from '../cards/integration-status.ts';
import { previewLine } from '../cards/preview-line.ts';
import { LIMITS } from '../limits.ts';
import { plain } from '../text.ts';

/** The Home tab: what runs, what is connected, what to do next. */
export function homeView({
  previews,
  status,
}: {
  previews: readonly PreviewRow[];
  status: Status;
}): HomeView {
  const blocks: KnownBlock[] = [
    { type: 'header', text: plain('Previews', LIMITS.headerText) },
    ...(previews.length > 0 ? lineSections(previews.map(previewLine)) : [section('_None yet._')]),
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
    context('Everything here is also a command: `/buildrunner help`.'),
  ];
  return { type: 'home', blocks };
}
