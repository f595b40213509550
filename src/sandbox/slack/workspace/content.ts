import { z } from 'zod';
import type { Block } from '../../page-api.ts';
import { DOCUMENTED_LIMITS, SDK_LIMITS } from '../block-kit/limits.ts';
import { messageBlockErrors } from '../block-kit/validate.ts';
import { Refusal, refusalWithMessages } from './refusal.ts';
import type { Attachment, MessageMetadata } from './state.ts';

/** What a message says, checked. What was not given is absent. */
export interface Content {
  text?: string;
  blocks?: Block[];
  attachments?: Attachment[];
  metadata?: MessageMetadata;
}

const metadataSchema = z.object({
  event_type: z.string().min(1),
  event_payload: z.record(z.string(), z.unknown()),
});

/**
 * Reads a message's parts, already decoded from JSON. `maxText` in characters.
 * Throws `msg_too_long`, `invalid_blocks` (with pointers), `too_many_attachments`, `metadata_too_large` and the
 * like, as `chat.postMessage` does.
 */
export function readContent(raw: Readonly<Record<string, unknown>>, maxText: number): Content {
  const content: Content = {};
  if (raw.text !== undefined) content.text = readText(raw.text, maxText);
  if (raw.blocks !== undefined) content.blocks = readBlocks(raw.blocks);
  if (raw.attachments !== undefined) content.attachments = readAttachments(raw.attachments);
  if (raw.metadata !== undefined) content.metadata = readMetadata(raw.metadata);
  return content;
}

/** Throws `no_text` where there is nothing to show. */
export function demandContent({ text, blocks, attachments }: Content): void {
  if (!text && !blocks?.length && !attachments?.length) throw new Refusal('no_text');
}

function readText(text: unknown, max: number): string {
  if (typeof text !== 'string') throw new Refusal('invalid_arguments');
  if (text.length > max) throw new Refusal('msg_too_long');
  return text;
}

function readBlocks(blocks: unknown): Block[] {
  if (!Array.isArray(blocks)) throw new Refusal('invalid_blocks_format');
  const errors = messageBlockErrors(blocks);
  if (errors.length > 0) throw refusalWithMessages('invalid_blocks', errors);
  return blocks;
}

function readAttachments(attachments: unknown): Attachment[] {
  const list = z.array(z.record(z.string(), z.unknown())).safeParse(attachments);
  if (!list.success) throw new Refusal('invalid_attachments');
  if (list.data.length > SDK_LIMITS.message.attachmentsMaxLength) throw new Refusal('too_many_attachments');
  const errors = list.data.flatMap(({ blocks }, index) =>
    blocks === undefined ? [] : messageBlockErrors(blocks, ['attachments', index, 'blocks']),
  );
  if (errors.length > 0) throw refusalWithMessages('invalid_blocks', errors);
  return list.data as Attachment[];
}

function readMetadata(metadata: unknown): MessageMetadata {
  const result = metadataSchema.safeParse(metadata);
  if (!result.success) throw new Refusal('invalid_metadata_schema');
  const bytes = Buffer.byteLength(JSON.stringify(result.data.event_payload));
  if (bytes > DOCUMENTED_LIMITS.metadataBytes) throw new Refusal('metadata_too_large');
  return result.data;
}
