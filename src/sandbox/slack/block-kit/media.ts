import { z } from 'zod';
import { DOCUMENTED_LIMITS, SDK_LIMITS } from './limits.ts';
import { plainText, webUrl } from './text.ts';

const slackFile = z
  .strictObject({ id: z.string().optional(), url: z.string().optional() })
  .refine((file) => (file.id === undefined) !== (file.url === undefined), 'must provide either id or url')
  .optional();

function oneSource(value: { image_url?: string | undefined; slack_file?: unknown }): boolean {
  return (value.image_url === undefined) !== (value.slack_file === undefined);
}

/** An image inside a context block or beside a section; `alt_text` may not be left out. */
export const imageElement = z
  .strictObject({
    type: z.literal('image'),
    alt_text: z.string().min(1).max(SDK_LIMITS.imageElement.altTextMaxLength),
    image_url: webUrl(SDK_LIMITS.imageElement.imageUrlMaxLength).optional(),
    slack_file: slackFile,
  })
  .refine(oneSource, 'must provide either image_url or slack_file');

/** docs.slack.dev/reference/block-kit/blocks/image-block */
export const image = z
  .strictObject({
    type: z.literal('image'),
    block_id: z.string().max(SDK_LIMITS.block.blockIdMaxLength).optional(),
    alt_text: z.string().min(1).max(SDK_LIMITS.imageBlock.altTextMaxLength),
    title: plainText(SDK_LIMITS.imageBlock.titleMaxLength).optional(),
    image_url: webUrl(SDK_LIMITS.imageBlock.imageUrlMaxLength).optional(),
    slack_file: slackFile,
  })
  .refine(oneSource, 'must provide either image_url or slack_file');

const mediaUrl = webUrl(DOCUMENTED_LIMITS.optionUrl);

/** docs.slack.dev/reference/block-kit/blocks/video-block */
export const video = z.strictObject({
  type: z.literal('video'),
  block_id: z.string().max(SDK_LIMITS.block.blockIdMaxLength).optional(),
  alt_text: z.string().min(1),
  title: plainText(SDK_LIMITS.videoBlock.titleMaxLength),
  title_url: mediaUrl.optional(),
  video_url: mediaUrl,
  thumbnail_url: mediaUrl,
  author_name: z.string().max(SDK_LIMITS.videoBlock.authorNameMaxLength).optional(),
  description: plainText(SDK_LIMITS.videoBlock.titleMaxLength).optional(),
  provider_name: z.string().optional(),
  provider_icon_url: mediaUrl.optional(),
});
