import type { AdfNode } from './document.ts';

/**
 * Whether Jira takes a document: known nodes, each where it may stand, with what it cannot be without.
 *
 * Source: https://developer.atlassian.com/cloud/jira/platform/apis/document/structure/
 */
export function isDocument(node: AdfNode): boolean {
  return node.type === 'doc' && node.version === 1 && node.content !== undefined && isSound(node);
}

const INLINE = [
  'text',
  'hardBreak',
  'mention',
  'emoji',
  'date',
  'status',
  'placeholder',
  'inlineCard',
  'inlineExtension',
  'mediaInline',
];
const IN_ITEMS = ['paragraph', 'bulletList', 'orderedList', 'codeBlock', 'mediaSingle', 'extension'];
const IN_QUOTES = [...IN_ITEMS, 'mediaGroup'];
const IN_PANELS = [...IN_QUOTES, 'heading', 'rule', 'taskList', 'decisionList', 'blockCard'];
const IN_BODIES = [...IN_PANELS, 'panel', 'blockquote', 'embedCard'];
const IN_COLUMNS = [...IN_BODIES, 'table', 'expand', 'bodiedExtension'];

/** What may stand in each node that holds others. */
const CONTENT: Readonly<Record<string, readonly string[]>> = {
  doc: [...IN_COLUMNS, 'layoutSection', 'syncBlock', 'bodiedSyncBlock'],
  paragraph: INLINE,
  heading: INLINE,
  blockquote: IN_QUOTES,
  bulletList: ['listItem'],
  orderedList: ['listItem'],
  listItem: [...IN_ITEMS, 'taskList'],
  taskList: ['taskItem', 'blockTaskItem', 'taskList'],
  taskItem: INLINE,
  blockTaskItem: ['paragraph', 'extension'],
  decisionList: ['decisionItem'],
  decisionItem: INLINE,
  codeBlock: ['text'],
  panel: IN_PANELS,
  table: ['tableRow'],
  tableRow: ['tableCell', 'tableHeader'],
  tableCell: [...IN_BODIES, 'nestedExpand'],
  tableHeader: [...IN_BODIES, 'nestedExpand'],
  expand: [...IN_BODIES, 'table', 'nestedExpand'],
  nestedExpand: [...IN_PANELS, 'panel', 'blockquote'],
  layoutSection: ['layoutColumn'],
  layoutColumn: IN_COLUMNS,
  bodiedExtension: [...IN_BODIES, 'table'],
  bodiedSyncBlock: [...IN_BODIES, 'table', 'expand', 'layoutSection'],
  mediaSingle: ['media', 'caption'],
  mediaGroup: ['media'],
  caption: INLINE,
};

const LEAVES: ReadonlySet<string> = new Set([
  ...INLINE,
  'rule',
  'media',
  'blockCard',
  'embedCard',
  'extension',
  'syncBlock',
]);

const MAY_BE_EMPTY: ReadonlySet<string> = new Set([
  'doc',
  'paragraph',
  'heading',
  'codeBlock',
  'taskItem',
  'decisionItem',
  'caption',
  'tableRow',
  'tableCell',
  'tableHeader',
  'nestedExpand',
  'layoutSection',
]);

const MARKS: ReadonlySet<string> = new Set([
  'strong',
  'em',
  'code',
  'strike',
  'underline',
  'link',
  'subsup',
  'textColor',
  'backgroundColor',
  'annotation',
  'fontSize',
]);

/** What a node cannot be without. */
const NEEDS: Readonly<Record<string, (attrs: Record<string, unknown>) => boolean>> = {
  heading: ({ level }) => Number.isInteger(level) && Number(level) >= 1 && Number(level) <= 6,
  taskList: ({ localId }) => typeof localId === 'string',
  taskItem: ({ localId, state }) => typeof localId === 'string' && ['TODO', 'DONE'].includes(String(state)),
  mention: ({ id }) => typeof id === 'string',
  emoji: ({ shortName }) => typeof shortName === 'string',
};

function isSound(node: AdfNode): boolean {
  const { type, text, marks = [], content = [], attrs = {} } = node;
  if (type === 'text' ? !text : text !== undefined) return false;
  if (Object.hasOwn(NEEDS, type) && !NEEDS[type]?.(attrs)) return false;
  if (type === 'text' && !areMarksSound(marks)) return false;
  if (LEAVES.has(type)) return content.length === 0;
  // One that is named nowhere is none that Jira knows.
  const allowed = Object.hasOwn(CONTENT, type) ? CONTENT[type] : undefined;
  if (!allowed || (content.length === 0 && !MAY_BE_EMPTY.has(type))) return false;
  const isPlain = type !== 'codeBlock' || content.every((child) => !child.marks?.length);
  return isPlain && content.every((child) => allowed.includes(child.type) && isSound(child));
}

/** Code goes together with nothing but links and remarks, and a link needs somewhere to lead. */
function areMarksSound(marks: NonNullable<AdfNode['marks']>): boolean {
  const types = marks.map(({ type }) => type);
  const fits =
    !types.includes('code') || types.every((type) => ['code', 'link', 'annotation'].includes(type));
  const leads = marks.every(({ type, attrs }) => type !== 'link' || typeof attrs?.href === 'string');
  return fits && leads && types.every((type) => MARKS.has(type));
}
