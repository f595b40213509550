import type { RichTextSectionElement, RichTextSectionElementStyleCode } from 'slack-blocks-to-jsx';
import { styled, unescapeText } from './mrkdwn-text.ts';

const LINK = /^(?:https?|mailto|tel|slack):/i;
const RANGES = ['here', 'channel', 'everyone'] as const;

/**
 * Reads what stands between `<` and `>`: a mention, a date, or a link. Anything else, a `javascript:` URL
 * among it, gives undefined and is shown as it was written.
 */
export function parseReference(
  inner: string,
  style: RichTextSectionElementStyleCode,
): RichTextSectionElement | undefined {
  const [target = '', ...rest] = inner.split('|');
  const label = rest.join('|');
  const { code: _, ...textStyle } = style;

  if (/^@[UW]/.test(target)) return { type: 'user', user_id: target.slice(1), ...styled(textStyle) };
  if (/^#[CGD]/.test(target)) return { type: 'channel', channel_id: target.slice(1), ...styled(textStyle) };
  if (target.startsWith('!')) return parseCommand(target.slice(1), label, style);
  if (!LINK.test(target)) return undefined;
  return {
    type: 'link',
    url: unescapeText(target),
    ...(label ? { text: unescapeText(label) } : {}),
    ...styled(style),
  };
}

function parseCommand(
  command: string,
  label: string,
  style: RichTextSectionElementStyleCode,
): RichTextSectionElement | undefined {
  const range = RANGES.find((name) => name === command);
  if (range) return { type: 'broadcast', range, ...styled(style) };

  const [kind, first = '', format = ''] = command.split('^');
  if (kind === 'subteam') return { type: 'usergroup', usergroup_id: first };
  if (kind === 'date' && Number.isFinite(Number(first)) && format) {
    return { type: 'date', timestamp: Number(first), format, ...styled(style) };
  }
  return label ? { type: 'text', text: unescapeText(label), ...styled(style) } : undefined;
}
