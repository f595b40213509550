import type { AdfNode } from './node.ts';

/** The same text for blocks that read alike: the ids of tasks are nobody's concern. */
export function canonical(nodes: readonly AdfNode[]): string {
  return JSON.stringify(nodes, (key, value) => (key === 'localId' ? undefined : value));
}
