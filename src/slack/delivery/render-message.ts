import type { Manifest } from '../../integrations/manifest.ts';
import type { MessageRef } from '../../jobs/job.ts';
import type { Executor } from '../../store/database.ts';
import { findPreview } from '../../store/previews.ts';
import { outcomeMessage } from '../cards/outcome.ts';
import { previewCard } from '../cards/preview-card.ts';
import type { Rendered } from '../cards/rendered.ts';

/** What a message should show now; undefined when its subject is gone, or has moved on from what it was to tell. */
export async function renderMessage(
  executor: Executor,
  manifests: ReadonlyMap<string, Manifest>,
  message: MessageRef,
): Promise<Rendered | undefined> {
  const preview = await findPreview(executor, message.previewId);
  if (!preview) return undefined;
  if (message.form === 'outcome') {
    const isCurrent = preview.attempt === message.attempt && preview.state === message.state;
    return isCurrent ? outcomeMessage(preview, message.state) : undefined;
  }
  const providerName = manifests.get(preview.provider)?.name ?? preview.provider;
  return previewCard(preview, { providerName });
}
