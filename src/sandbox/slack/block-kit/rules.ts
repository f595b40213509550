import { elementsOf, isRecord } from './elements-of.ts';
import { SDK_LIMITS } from './limits.ts';
import type { Problem } from './problems.ts';

/** What holds across blocks: ids used once, one focus, one table, one budget for markdown. */
export function ruleProblems(blocks: readonly unknown[]): Problem[] {
  return [
    ...repeatedBlockIds(blocks),
    ...repeatedActionIds(blocks),
    ...focusProblems(blocks),
    ...tableProblems(blocks),
    ...markdownProblems(blocks),
  ];
}

function repeatedBlockIds(blocks: readonly unknown[]): Problem[] {
  const seen = new Set<string>();
  return blocks.flatMap((block, index) => {
    const id = isRecord(block) ? block.block_id : undefined;
    if (typeof id !== 'string' || id === '') return [];
    if (!seen.has(id)) {
      seen.add(id);
      return [];
    }
    return [{ path: [index, 'block_id'], text: `block_id "${id}" already exists` }];
  });
}

function repeatedActionIds(blocks: readonly unknown[]): Problem[] {
  const seen = new Map<unknown, Set<unknown>>();
  return elementsOf(blocks).flatMap(({ block, path, element }) => {
    const id = element.action_id;
    if (id === undefined) return [];
    const ids = seen.get(block) ?? new Set();
    seen.set(block, ids);
    if (!ids.has(id)) {
      ids.add(id);
      return [];
    }
    return [{ path: [...path, 'action_id'], text: `action_id "${String(id)}" already exists` }];
  });
}

function focusProblems(blocks: readonly unknown[]): Problem[] {
  const focused = elementsOf(blocks).filter(({ element }) => element.focus_on_load === true);
  return focused.slice(1).map(({ path }) => ({
    path: [...path, 'focus_on_load'],
    text: 'only one element may have focus_on_load',
  }));
}

function tableProblems(blocks: readonly unknown[]): Problem[] {
  const tables = blocks.flatMap((block, i) => (isRecord(block) && block.type === 'table' ? [i] : []));
  return tables.slice(1).map((index) => ({ path: [index], text: 'only one table allowed' }));
}

function markdownProblems(blocks: readonly unknown[]): Problem[] {
  const max = SDK_LIMITS.markdownBlock.textMaxLength;
  let total = 0;
  return blocks.flatMap((block, index) => {
    if (!isRecord(block) || block.type !== 'markdown' || typeof block.text !== 'string') return [];
    const before = total;
    total += block.text.length;
    const crossed = block.text.length <= max && before <= max && total > max;
    return crossed
      ? [{ path: [index, 'text'], text: `all markdown must be less than ${max + 1} characters` }]
      : [];
  });
}
