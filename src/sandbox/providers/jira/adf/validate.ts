import type { AdfNode } from './document.ts';

/**
 * Whether Jira takes a document: known nodes, each where it may stand, with what it cannot be without.
 *
 * Source: https://developer.atlassian.com/cloud/jira/platform/apis/document/structure/
 */
export function isDocument(node: AdfNode): boolean {
  return node.type === 'doc' && node.version === 1 && node.content !== undefined && isSound(node);
}

const INLINE = ['text', 'hardBreak', 'mention', 'emoji', 'date', 'status', 'inlineCard', 'mediaInline'];
const LISTS = ['bulletList', 'orderedList'];
const IN_QUOTES = ['paragraph', ...LISTS, 'codeBlock', 'mediaSingle', 'mediaGroup'];
const IN_PANELS = [...IN_QUOTES, 'heading', 'rule', 'taskList', 'decisionList', 'blockCard'];
const IN_CELLS = [...IN_PANELS, 'panel', 'blockquote', 'nestedExpand', 'embedCard', 'extension'];
const IN_EXPANDS = [...IN_CELLS, 'table', 'bodiedExtension'];
const BLOCKS = [...IN_EXPANDS, 'expand', 'layoutSection'];

/** What may stand in each node. One that is not named here is none that Jira knows. */
const CONTENT: Readonly<Record<string, readonly string[]>> = {
  doc: BLOCKS.filter((type) => type !== 'nestedExpand'),
  paragraph: INLINE,
  heading: INLINE,
  blockquote: IN_QUOTES,
  bulletList: ['listItem'],
  orderedList: ['listItem'],
  listItem: [...IN_QUOTES, 'taskList'],
  taskList: ['taskItem', 'taskList'],
  taskItem: INLINE,
  decisionList: ['decisionItem'],
  decisionItem: INLINE,
  codeBlock: ['text'],
  panel: IN_PANELS,
  table: ['tableRow'],
  tableRow: ['tableCell', 'tableHeader'],
  tableCell: IN_CELLS,
  tableHeader: IN_CELLS,
  expand: IN_EXPANDS,
  nestedExpand: IN_PANELS,
  layoutSection: ['layoutColumn'],
  layoutColumn: BLOCKS.filter((type) => type !== 'layoutSection'),
  bodiedExtension: IN_CELLS,
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
]);

const MAY_BE_EMPTY: ReadonlySet<string> = new Set([
  'doc',
  'paragraph',
  'heading',
  'codeBlock',
  'taskItem',
  'decisionItem',
  'caption',
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
  if (NEEDS[type] && !NEEDS[type](attrs)) return false;
  if (type === 'text' && !areMarksSound(marks)) return false;
  if (LEAVES.has(type)) return content.length === 0;
  const allowed = CONTENT[type];
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
