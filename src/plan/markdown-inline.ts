import type { ParsedMicrostep } from './parsed-plan.ts';

/**
 * One line of a plan in Markdown: a title, and at its end what else is known of it:
 * `Login form @priority(high) @branch(feature/login) (p1.s2.ms3)`. A backslash takes a character's meaning away.
 */

type Tag = 'assignee' | 'priority' | 'branch';

/** As they are read: whatever was written, to be checked by the schema. */
export interface Inline extends Partial<Record<Tag, string | null>> {
  title: string;
  ref?: string;
}

const LAST_TAG =
  /(?:^| )(?:\((?<ref>p\d+(?:\.s\d+(?:\.ms\d+)?)?)\)|@(?<tag>assignee|priority|branch)\((?<value>(?:\\.|[^()\\])*)\))$/i;

export function readInline(text: string): Inline {
  const found: Omit<Inline, 'title'> = {};
  let rest = text.replace(/\s+/g, ' ').trim();
  for (let match = LAST_TAG.exec(rest); match?.groups; match = LAST_TAG.exec(rest)) {
    const { ref, tag, value = '' } = match.groups;
    const key = ref === undefined ? (tag?.toLowerCase() as Tag) : 'ref';
    if (found[key] !== undefined) break;
    if (key === 'ref') found.ref = ref;
    else found[key] = value === '' && key !== 'priority' ? null : unescaped(value);
    rest = rest.slice(0, match.index);
  }
  return { title: unescaped(rest), ...found };
}

/** Writes what `readInline` reads. */
export function writeInline({
  title,
  ref,
  priority,
  assignee,
  branch,
}: Omit<ParsedMicrostep, 'status'>): string {
  const tags = [writeTag('priority', priority), writeTag('assignee', assignee), writeTag('branch', branch)];
  return [escapeTitle(title), ...tags, ref === undefined ? '' : `(${ref})`].filter(Boolean).join(' ');
}

function writeTag(tag: Tag, value: string | null | undefined): string {
  if (value === undefined) return '';
  return `@${tag}(${(value ?? '').replace(/[()\\]/g, '\\$&')})`;
}

function escapeTitle(title: string): string {
  return title
    .replaceAll('\\', '\\\\')
    .replace(/\((?=p\d)/gi, '\\(')
    .replace(/@(?=(?:assignee|priority|branch)\()/gi, '\\@')
    .replace(/#$/, '\\#')
    .replace(/^[[#>*+`~_-]/, '\\$&');
}

function unescaped(text: string): string {
  return text.replace(/\\([!-/:-@[-`{-~])/g, '$1');
}
