import { z } from 'zod';
import { DOCUMENTED_LIMITS } from './limits.ts';

/** A `plain_text` object of 1 to `max` characters: what Slack demands wherever markup is not rendered. */
export function plainText(max: number = DOCUMENTED_LIMITS.text) {
  return z.strictObject({
    type: z.literal('plain_text'),
    text: z.string().min(1).max(max),
    emoji: z.boolean().optional(),
  });
}

/** A `mrkdwn` object of 1 to `max` characters. */
export function mrkdwn(max: number = DOCUMENTED_LIMITS.text) {
  return z.strictObject({
    type: z.literal('mrkdwn'),
    text: z.string().min(1).max(max),
    verbatim: z.boolean().optional(),
  });
}

/** Either text object, of 1 to `max` characters. */
export function anyText(max: number = DOCUMENTED_LIMITS.text) {
  return z.discriminatedUnion('type', [plainText(max), mrkdwn(max)]);
}

/** An absolute http(s) URL of at most `max` characters. */
export function webUrl(max: number) {
  return z
    .string()
    .min(1)
    .max(max)
    .refine((url) => URL.canParse(url) && /^https?:$/.test(new URL(url).protocol), 'must be a valid URL');
}
