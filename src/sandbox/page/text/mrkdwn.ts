import type { RichTextBlockElement, RichTextSectionElement } from 'slack-blocks-to-jsx';
import { parseCode, parseInline } from './mrkdwn-inline.ts';

const FENCE = /\n?```\n?([\s\S]*?)\n?```\n?/g;
const QUOTED = /^(?:&gt;|>) ?/;

/**
 * Reads Slack's mrkdwn into the elements of a `rich_text` block, which is what Slack itself does when it shows
 * a message. Rules: https://docs.slack.dev/messaging/formatting-message-text
 *
 * The renderer has an mrkdwn parser of its own, made for Markdown: it drops a line that begins with `#`, turns
 * `10:30:45` into an emoji, rewrites `*` inside code, and shows the escaped `&lt;!channel&gt;` as a real mention.
 */
export function parseMrkdwn(source: string): RichTextBlockElement[] {
  const parts: RichTextBlockElement[] = [];
  let position = 0;
  for (const match of source.matchAll(FENCE)) {
    parts.push(...parseLines(source.slice(position, match.index)));
    parts.push({ type: 'rich_text_preformatted', border: 0, elements: parseCode(match[1] ?? '') });
    position = match.index + match[0].length;
  }
  return [...parts, ...parseLines(source.slice(position))];
}

function parseLines(source: string): RichTextBlockElement[] {
  if (source === '') return [];
  const runs: { quoted: boolean; lines: string[] }[] = [];
  for (const line of source.split('\n')) {
    const quoted = QUOTED.test(line);
    const run = runs.at(-1);
    if (run && run.quoted === quoted) run.lines.push(line.replace(QUOTED, ''));
    else runs.push({ quoted, lines: [line.replace(QUOTED, '')] });
  }
  return runs.map(({ quoted, lines }) => {
    const elements: RichTextSectionElement[] = lines.flatMap((line, index) => [
      ...(index > 0 ? [{ type: 'text' as const, text: '\n' }] : []),
      ...parseInline(line),
    ]);
    return { type: quoted ? 'rich_text_quote' : 'rich_text_section', elements };
  });
}
