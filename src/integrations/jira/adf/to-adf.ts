import type { BlockContent, DefinitionContent, List, ListItem, RootContent, Table } from 'mdast';
import { inlineToAdf } from './inline-to-adf.ts';
import { type AdfDocument, type AdfNode, DEEPEST, linesOf, paragraph, textNode } from './node.ts';
import { parse, sourceOf } from './parse.ts';

type Block = BlockContent | DefinitionContent | RootContent;

/** Markdown as an ADF document that Jira's schema accepts. */
export function toAdf(markdown: string): AdfDocument {
  return { type: 'doc', version: 1, content: blocksToAdf(markdown) };
}

/** Its blocks. */
export function blocksToAdf(markdown: string): AdfNode[] {
  // ADF has no place for a NUL, and Markdown reads it as this sign.
  const text = markdown.replaceAll('\0', '\uFFFD');
  return new Converter(text).blocks(parse(text).children, 0);
}

/** Reads blocks of one text; what ADF does not have in their place becomes text as it was written. */
class Converter {
  readonly #markdown: string;

  constructor(markdown: string) {
    this.#markdown = markdown;
  }

  /** `depth` counts the quotes and lists around them. */
  blocks(nodes: readonly Block[], depth: number): AdfNode[] {
    return nodes.map((node) => this.#block(node, depth));
  }

  #block(node: Block, depth: number): AdfNode {
    if (depth > DEEPEST) return this.#asWritten(node);
    switch (node.type) {
      case 'paragraph':
        return paragraph(inlineToAdf(node.children, this.#markdown));
      case 'heading': {
        const content = inlineToAdf(node.children, this.#markdown);
        return { type: 'heading', attrs: { level: node.depth }, ...(content.length > 0 && { content }) };
      }
      case 'thematicBreak':
        return { type: 'rule' };
      case 'code': {
        const language = node.lang ?? '';
        return {
          type: 'codeBlock',
          ...(language && { attrs: { language } }),
          ...(node.value && { content: [textNode(node.value)] }),
        };
      }
      case 'blockquote':
        return {
          type: 'blockquote',
          content: this.#within(node.children, depth, [
            'paragraph',
            'bulletList',
            'orderedList',
            'codeBlock',
          ]),
        };
      case 'list':
        return isTaskList(node) ? this.#taskList(node) : this.#list(node, depth);
      case 'table':
        return this.#table(node);
      default:
        return this.#asWritten(node);
    }
  }

  #list({ ordered, start, children }: List, depth: number): AdfNode {
    const allowed = ['paragraph', 'bulletList', 'orderedList', 'taskList', 'codeBlock'];
    const content = children.map((item) => {
      const blocks = this.#within(item.children, depth, allowed);
      return { type: 'listItem', content: item.checked == null ? blocks : withBox(blocks, item.checked) };
    });
    if (!ordered) return { type: 'bulletList', content };
    return { type: 'orderedList', ...(start !== 1 && { attrs: { order: start ?? 1 } }), content };
  }

  /** Lists within it stand between its items. */
  #taskList({ children, position }: List): AdfNode {
    const content = children.flatMap(({ checked, children: [first, ...lists], position: at }) => [
      {
        type: 'taskItem',
        attrs: { localId: `task-${at?.start.offset}`, state: checked ? 'DONE' : 'TODO' },
        content: first?.type === 'paragraph' ? inlineToAdf(first.children, this.#markdown) : [],
      },
      ...lists.flatMap((list) => (list.type === 'list' ? this.#taskList(list) : [])),
    ]);
    return { type: 'taskList', attrs: { localId: `tasks-${position?.start.offset}` }, content };
  }

  #table({ children }: Table): AdfNode {
    const content = children.map((row, index) => ({
      type: 'tableRow',
      content: row.children.map((cell) => ({
        type: index === 0 ? 'tableHeader' : 'tableCell',
        content: [paragraph(inlineToAdf(cell.children, this.#markdown))],
      })),
    }));
    return { type: 'table', content };
  }

  /** The content of a quote or an item, of which ADF wants at least one block, and only some kinds. */
  #within(nodes: readonly Block[], depth: number, allowed: readonly string[]): AdfNode[] {
    const content = nodes.flatMap((node) => {
      const block = this.#block(node, depth + 1);
      if (allowed.includes(block.type)) return block;
      if (block.type === 'blockquote') return block.content ?? [];
      return node.type === 'list' ? this.#list(node, depth + 1) : this.#asWritten(node);
    });
    return content.length > 0 ? content : [paragraph([])];
  }

  #asWritten(node: Block): AdfNode {
    return paragraph(linesOf(sourceOf(node, this.#markdown)));
  }
}

/** Whether ADF's list of tasks can hold it, whose items have one line, and further tasks beneath. */
function isTaskList(list: List): boolean {
  return list.children.every(
    ({ checked, children: [first, ...rest] }: ListItem) =>
      checked != null &&
      first?.type === 'paragraph' &&
      rest.every((node) => node.type === 'list' && isTaskList(node)),
  );
}

/** An item of a list that is no task list, and is ticked all the same. */
function withBox(blocks: readonly AdfNode[], checked: boolean): AdfNode[] {
  const box = textNode(checked ? '[x] ' : '[ ] ');
  const [first, ...rest] = blocks;
  return first?.type === 'paragraph'
    ? [paragraph([box, ...(first.content ?? [])]), ...rest]
    : [paragraph([box]), ...blocks];
}
