import type { MessageRef } from '../../jobs/job.ts';
import { isFailure } from '../../notifications/is-failure.ts';
import type { Database } from '../../store/database.ts';
import { newsOfDigest } from '../../store/held-news.ts';
import { findPreview } from '../../store/previews.ts';
import { type DigestEntry, digestMessage } from '../cards/digest.ts';
import { previewNewsLine } from '../cards/preview-news.ts';
import type { Rendered } from '../cards/rendered.ts';

export interface DigestOptions {
  database: Database;
  /** A provider's name for people. */
  providerName: (provider: string) => string;
  /** What a message shows by itself. */
  render: (message: MessageRef) => Promise<Rendered | undefined>;
}

/** What a digest shows; undefined where nothing is left of what it was to tell. */
export async function renderDigest(options: DigestOptions, digestId: string): Promise<Rendered | undefined> {
  const rows = await newsOfDigest(options.database.db, digestId);
  const entries: DigestEntry[] = [];
  for (const { message: json, happened_at: at } of rows) {
    const message: MessageRef = JSON.parse(json);
    const told = await lineOf(options, message);
    if (told !== undefined) entries.push({ at, told, isFailure: isFailure(message) });
  }
  if (entries.length === 0) return undefined;
  const isAllQuiet = rows.every(({ why }) => why === 'quiet');
  return digestMessage(entries, isAllQuiet ? 'quiet' : 'digest');
}

/** How a preview ended stays worth telling when it has gone on since; of all else the headline tells it. */
async function lineOf(options: DigestOptions, message: MessageRef): Promise<string | undefined> {
  if (message.form !== 'outcome') return headline(await options.render(message));
  const { attempt, outcome } = message;
  const preview = await findPreview(options.database.db, message.previewId);
  if (!preview || (outcome.kind !== 'ready' && outcome.kind !== 'failed')) return undefined;
  return previewNewsLine(preview, { kind: outcome.kind, attempt }, options.providerName(preview.provider));
}

function headline(rendered: Rendered | undefined): string | undefined {
  const [first] = rendered?.blocks ?? [];
  return first?.type === 'section' ? first.text?.text : rendered?.text;
}
