/** An interactive element where it stands: `path` leads to it from the list of blocks. */
export interface PlacedElement {
  path: readonly PropertyKey[];
  element: Record<string, unknown>;
  block: Record<string, unknown>;
}

const TEXT_TYPES: ReadonlySet<unknown> = new Set(['image', 'plain_text', 'mrkdwn']);

/** Every interactive element of `blocks`, in reading order. Lenient: anything unreadable is passed over. */
export function elementsOf(blocks: readonly unknown[]): PlacedElement[] {
  return blocks.flatMap((block, index) =>
    isRecord(block)
      ? elementsOfBlock(block).map(([path, element]) => placed(block, [index, ...path], element))
      : [],
  );
}

function placed(block: Record<string, unknown>, path: PropertyKey[], element: Record<string, unknown>) {
  return { block, path, element };
}

function elementsOfBlock(block: Record<string, unknown>): [PropertyKey[], Record<string, unknown>][] {
  const children: [PropertyKey[], unknown][] = [
    [['accessory'], block.accessory],
    [['element'], block.element],
    ...list(block.elements).map((child, i): [PropertyKey[], unknown] => [['elements', i], child]),
    ...list(block.actions).map((child, i): [PropertyKey[], unknown] => [['actions', i], child]),
  ];
  return children.flatMap(([path, child]): [PropertyKey[], Record<string, unknown>][] => {
    if (!isRecord(child) || TEXT_TYPES.has(child.type)) return [];
    if (child.type === 'card')
      return elementsOfBlock(child).map(([rest, found]) => [[...path, ...rest], found]);
    return block.type === 'rich_text' ? [] : [[path, child]];
  });
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

/** Whether `value` is an object with named properties, not a list and not null. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
