import { emojify } from 'node-emoji';
import type { TextObject } from '../kit/block-kit.ts';
import { Mrkdwn } from './mrkdwn.tsx';

/** A Block Kit text object: mrkdwn is formatted, plain text is literal but for its emoji. */
export function Text({ text }: { text: TextObject | undefined }) {
  if (!text) return null;
  return text.type === 'mrkdwn' ? <Mrkdwn source={text.text} /> : plain(text);
}

/** The characters of a text object, for a label, an option or a title. */
export function plain(text: { text: string } | undefined): string {
  return text ? emojify(text.text) : '';
}
