import { z } from 'zod';
import { button } from './buttons.ts';
import { DOCUMENTED_LIMITS, SDK_LIMITS } from './limits.ts';
import { imageElement } from './media.ts';
import { richText } from './rich-text.ts';
import { mrkdwn } from './text.ts';

const blockId = { block_id: z.string().max(SDK_LIMITS.block.blockIdMaxLength).optional() };

/** docs.slack.dev/reference/block-kit/blocks/markdown-block */
export const markdown = z.strictObject({
  type: z.literal('markdown'),
  ...blockId,
  text: z.string().min(1).max(SDK_LIMITS.markdownBlock.textMaxLength),
});

const cell = z.discriminatedUnion('type', [
  richText,
  z.strictObject({ type: z.literal('raw_text'), text: z.string().min(1) }),
  z.strictObject({ type: z.literal('raw_number'), value: z.number(), text: z.string().min(1) }),
]);

/** docs.slack.dev/reference/block-kit/blocks/table-block */
export const table = z.strictObject({
  type: z.literal('table'),
  ...blockId,
  rows: z
    .array(z.array(cell).min(1).max(DOCUMENTED_LIMITS.tableColumns))
    .min(1)
    .max(DOCUMENTED_LIMITS.tableRows),
  column_settings: z
    .array(
      z.strictObject({
        align: z.enum(['left', 'center', 'right']).optional(),
        is_wrapped: z.boolean().optional(),
      }),
    )
    .max(DOCUMENTED_LIMITS.tableColumns)
    .optional(),
});

/** docs.slack.dev/reference/block-kit/blocks/card-block */
export const card = z
  .strictObject({
    type: z.literal('card'),
    ...blockId,
    hero_image: imageElement.optional(),
    icon: imageElement.optional(),
    title: mrkdwn(SDK_LIMITS.cardBlock.titleMaxLength).optional(),
    subtitle: mrkdwn(SDK_LIMITS.cardBlock.subtitleMaxLength).optional(),
    body: mrkdwn(SDK_LIMITS.cardBlock.bodyMaxLength).optional(),
    actions: z.array(button).min(1).optional(),
  })
  .refine(
    ({ hero_image, title, body, actions }) => Boolean(hero_image ?? title ?? body ?? actions),
    'must provide hero_image, title, body or actions',
  );

/** docs.slack.dev/reference/block-kit/blocks/carousel-block */
export const carousel = z.strictObject({
  type: z.literal('carousel'),
  ...blockId,
  elements: z.array(card).min(1).max(SDK_LIMITS.carouselBlock.elementsMaxLength),
});
