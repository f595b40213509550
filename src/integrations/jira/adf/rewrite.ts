import { canonical } from './canonical.ts';
import { type AdfDocument, type AdfNode, isNode, nodesIn } from './node.ts';
import { blocksToAdf } from './to-adf.ts';
import { blocksToMarkdown, toMarkdown } from './to-markdown.ts';

/** Whether what Jira holds reads as `markdown` already, however that is written. */
export function saysAlready(before: unknown, markdown: string): boolean {
  return canonical(blocksToAdf(toMarkdown(before))) === canonical(blocksToAdf(markdown));
}

/**
 * The document to write for a changed text. Blocks whose text is as before stay as they were, with all that Markdown
 * cannot say: mentions, colours, pictures, panels. Only what somebody has rewritten is made anew.
 *
 * @param before what Jira holds
 * @param markdown the whole text as it is to be
 */
export function rewrite(before: unknown, markdown: string): AdfDocument {
  const fresh = blocksToAdf(markdown);
  const words = fresh.map((block) => canonical([block]));
  const kept = new Kept(isNode(before) ? nodesIn(before.content) : []);
  const content: AdfNode[] = [];
  for (let at = 0; at < fresh.length; ) {
    const found = kept.take(words.slice(at));
    const block = fresh[at];
    if (found) content.push(...found.nodes);
    else if (block) content.push(block);
    at += found?.length ?? 1;
  }
  return { type: 'doc', version: 1, content };
}

/** The blocks there were, each to be used once. */
class Kept {
  #blocks: { node: AdfNode; words: string[] }[];

  constructor(nodes: readonly AdfNode[]) {
    this.#blocks = nodes.map((node) => {
      const blocks = blocksToAdf(blocksToMarkdown([node]));
      return { node, words: blocks.map((block) => canonical([block])) };
    });
  }

  /** The one that reads like the beginning of `words`, and those behind it that say nothing; `length` is how much it covers. */
  take(words: readonly string[]): { nodes: AdfNode[]; length: number } | undefined {
    const at = this.#blocks.findIndex((block) => {
      return block.words.length > 0 && block.words.every((word, index) => word === words[index]);
    });
    if (at === -1) return undefined;
    const behind = this.#blocks.slice(at + 1).findIndex((block) => block.words.length > 0);
    const count = behind === -1 ? this.#blocks.length - at : behind + 1;
    const taken = this.#blocks.splice(at, count);
    return { nodes: taken.map(({ node }) => node), length: taken[0]?.words.length ?? 1 };
  }
}
