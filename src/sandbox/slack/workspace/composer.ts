import type { Block, Person } from '../../page-api.ts';
import type { StoredChannel } from './state.ts';

/** Escapes what Slack keeps for its own markup: `&`, `<` and `>`. */
export function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

export function unescapeText(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

/** Who and what can be named in a message. */
export interface Mentionable {
  members: readonly Person[];
  channels: readonly StoredChannel[];
}

/**
 * What a person typed, as Slack sends it on: escaped, `@name` as `<@U…>`, `#channel` as `<#C…|name>`,
 * `@here` as `<!here>` and addresses as `<https://…>`.
 */
export function composeText(text: string, mentionable: Mentionable): string {
  return text
    .split(/(\bhttps?:\/\/[^\s<>|]+)/)
    .map((part, index) => {
      const escaped = escapeText(part);
      return index % 2 === 1 ? `<${escaped}>` : withMentions(escaped, mentionable, ({ id }) => `<@${id}>`);
    })
    .join('');
}

/** A slash command's text: escaped, and with `should_escape` mentions as `<@U…|name>`. */
export function composeCommandText(text: string, mentionable: Mentionable, escapeMentions: boolean): string {
  const escaped = escapeText(text);
  return escapeMentions ? withMentions(escaped, mentionable, ({ id, name }) => `<@${id}|${name}>`) : escaped;
}

function withMentions(text: string, mentionable: Mentionable, person: (member: Person) => string): string {
  return text
    .replace(/(?<![\w@])@([\w.-]*\w)/g, (whole, name: string) => {
      if (name === 'here' || name === 'channel' || name === 'everyone') return `<!${name}>`;
      const member = mentionable.members.find((candidate) => candidate.name === name.toLowerCase());
      return member ? person(member) : whole;
    })
    .replace(/(?<![\w#&])#([\w-]+)/g, (whole, name: string) => {
      const channel = mentionable.channels.find((candidate) => candidate.name === name.toLowerCase());
      return channel ? `<#${channel.id}|${channel.name}>` : whole;
    });
}

const MARKUP = /<([@#!]?)([^<>|]+)(?:\|([^<>]*))?>/;

/** The addresses in a message's text. */
export function linksIn(text: string): string[] {
  return [...text.matchAll(new RegExp(MARKUP, 'g'))].flatMap(([, kind, target]) =>
    kind === '' && target !== undefined ? [unescapeText(target)] : [],
  );
}

/** The `rich_text` block that Slack's composer makes of such a text. */
export function toRichText(text: string): Block {
  const elements: Record<string, unknown>[] = [];
  let rest = text;
  for (let match = MARKUP.exec(rest); match; match = MARKUP.exec(rest)) {
    if (match.index > 0) elements.push({ type: 'text', text: unescapeText(rest.slice(0, match.index)) });
    elements.push(markupElement(match[1] ?? '', match[2] ?? ''));
    rest = rest.slice(match.index + match[0].length);
  }
  if (rest !== '') elements.push({ type: 'text', text: unescapeText(rest) });
  return { type: 'rich_text', block_id: 'text', elements: [{ type: 'rich_text_section', elements }] };
}

function markupElement(kind: string, target: string): Record<string, unknown> {
  switch (kind) {
    case '@':
      return { type: 'user', user_id: target };
    case '#':
      return { type: 'channel', channel_id: target };
    case '!':
      return { type: 'broadcast', range: target };
    default:
      return { type: 'link', url: unescapeText(target) };
  }
}
