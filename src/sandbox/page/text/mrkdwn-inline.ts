import type { RichTextSectionElement, RichTextSectionElementStyleCode } from 'slack-blocks-to-jsx';
import { parseReference } from './mrkdwn-reference.ts';
import { styled, unescapeText } from './mrkdwn-text.ts';

type Style = RichTextSectionElementStyleCode;

/** Inside a pair of markers: code and `<…>` are taken whole, so that a `_` in a URL does not end an italic. */
const span = (marker: string) =>
  `(?<![\\w${marker}])${marker}(?=\\S)((?:\`[^\`\\n]+\`|<[^<>\\n]+>|[^${marker}\\n])+)(?<=\\S)${marker}(?![\\w${marker}])`;

/** In groups: code, reference, emoji, bold, italic, strike. */
const TOKEN = new RegExp(
  [
    '`([^`\\n]+)`',
    '<([^<>\\n]+)>',
    "(?<!\\w):([a-z0-9_+'-]*[a-z+][a-z0-9_+'-]*):(?!\\w)",
    ...['\\*', '_', '~'].map(span),
  ].join('|'),
  'g',
);

/** Reads one line of mrkdwn. */
export function parseInline(source: string, style: Style = {}): RichTextSectionElement[] {
  return scan(source, TOKEN, style, ([whole, code, reference, emoji, bold, italic, strike]) => {
    if (code !== undefined) return parseCode(code, { ...style, code: true });
    if (reference !== undefined) return [parseReference(reference, style) ?? text(whole, style)];
    if (emoji !== undefined) return [{ type: 'emoji', name: emoji }];
    if (bold !== undefined) return parseInline(bold, { ...style, bold: true });
    if (italic !== undefined) return parseInline(italic, { ...style, italic: true });
    if (strike !== undefined) return parseInline(strike, { ...style, strike: true });
    return [text(whole, style)];
  });
}

/** Reads what stands in code: links and mentions live there too, and nothing else does. */
export function parseCode(source: string, style: Style = {}): RichTextSectionElement[] {
  return scan(source, /<([^<>\n]+)>/g, style, ([whole, reference = '']) => [
    parseReference(reference, style) ?? text(whole, style),
  ]);
}

function scan(
  source: string,
  token: RegExp,
  style: Style,
  read: (match: RegExpExecArray) => RichTextSectionElement[],
): RichTextSectionElement[] {
  const elements: RichTextSectionElement[] = [];
  let position = 0;
  for (const match of source.matchAll(token)) {
    if (match.index > position) elements.push(text(source.slice(position, match.index), style));
    elements.push(...read(match));
    position = match.index + match[0].length;
  }
  if (position < source.length) elements.push(text(source.slice(position), style));
  return elements;
}

function text(source: string, style: Style): RichTextSectionElement {
  return { type: 'text', text: unescapeText(source), ...styled(style) };
}
