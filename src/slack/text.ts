import type { PlainTextElement } from '@slack/types';

/**
 * Other people's text (titles, branches, commit messages) made harmless for mrkdwn: it can neither ping, nor link,
 * nor turn what stands around it.
 */
export function escapeMrkdwn(text: string): string {
  return withoutInvisible(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** Text without marks that nobody sees, which can turn it around or make two names look the same. */
export function withoutInvisible(text: string): string {
  return text.replace(/\p{Cf}/gu, '');
}

/** Longest name, in characters before escaping, that is shown in the middle of other text. */
const LONGEST_NAME = 200;
/** Longest URL, in characters after escaping, that is worth a link; Slack's own limit is that of the text around it. */
const LONGEST_URL = 1000;

/** A name in a code span; back-ticks inside it become apostrophes, since Slack has no way to escape them. */
export function code(text: string): string {
  const name = truncate(text.replaceAll('`', 'ʼ').replace(/\s+/g, ' ').trim(), LONGEST_NAME);
  const inner = escapeMrkdwn(name);
  return inner === '' ? '' : `\`${inner}\``;
}

/** A fenced block that fits into `max` characters together with its fences. */
export function codeBlock(lines: readonly string[], max: number): string {
  const inner = escapeMrkdwn(lines.join('\n').replaceAll('```', 'ʼʼʼ'));
  return `\`\`\`\n${truncate(inner, max - 8)}\n\`\`\``;
}

/** A link, where the URL is one that Slack can link; otherwise the label alone. */
export function link(url: string | null | undefined, label: string): string {
  const safe = escapeMrkdwn(truncate(label, LONGEST_NAME)).replaceAll('|', '¦');
  if (!isLinkable(url)) return safe;
  return `<${url.replaceAll('&', '&amp;')}|${safe}>`;
}

/** Whether Slack can link to it, in text and behind a button. */
export function isLinkable(url: string | null | undefined): url is string {
  if (!url || escapeMrkdwn(url).length > LONGEST_URL) return false;
  return /^https?:\/\/[^\s<>|"\p{Cf}]+$/u.test(url) && URL.canParse(url);
}

/** Shortens to `max` characters, at a word where one ends nearby, with an ellipsis. Never cuts a character in two. */
export function truncate(text: string, max: number): string {
  if (text.length <= max) return text;
  let cut = text.slice(0, max - 1);
  const space = cut.lastIndexOf(' ');
  if (space > max * 0.8) cut = cut.slice(0, space);
  return `${cut.replace(/[\ud800-\udbff]$/, '').replace(/&[a-z]{0,4}$/, '')}…`;
}

/** Slack's `plain_text` object. */
export function plain(text: string, max: number): PlainTextElement {
  return { type: 'plain_text', text: truncate(withoutInvisible(text), max), emoji: true };
}

/** A moment as each reader's own clock shows it, with UTC for those who read the fallback. */
export function slackTime(iso: string): string {
  const seconds = Math.floor(Date.parse(iso) / 1000);
  return `<!date^${seconds}^{date_short_pretty} {time}|${iso.slice(0, 16).replace('T', ' ')} UTC>`;
}

/** `1 microstep`, `3 microsteps`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** `1 m 5 s`, `2 h 3 m`. */
export function duration(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return seconds % 60 === 0 ? `${minutes} m` : `${minutes} m ${seconds % 60} s`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} m`;
}
