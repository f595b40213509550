import type { ItemBlock } from './markdown-blocks.ts';
import { readDescription } from './markdown-description.ts';
import { type Inline, readInline } from './markdown-inline.ts';

/** As written, to be checked by the schema. */
interface RawStep extends Inline {
  microsteps: (Inline & { status?: string; description?: string })[];
}
interface RawPhase extends Inline {
  steps: RawStep[];
}

/** Which phase and step an item belongs to; `loose` is the step made for items that are in none. */
interface Place {
  phase?: RawPhase;
  step?: RawStep;
  loose?: RawStep;
}

const STATUS_OF_BOX: Readonly<Record<string, string>> = {
  ' ': 'todo',
  '~': 'doing',
  x: 'done',
  X: 'done',
  '!': 'blocked',
};

/** Puts headings and items together to a plan, and remembers where each part of it was written. */
export class OutlineBuilder {
  readonly plan: { phases: RawPhase[] } = { phases: [] };
  readonly #lines: readonly string[];
  readonly #places = new WeakMap<object, { line: number; column: number }>();
  #place: Place = {};

  constructor(lines: readonly string[]) {
    this.#lines = lines;
  }

  openPhase({ line, text }: { line: number; text: string }): void {
    this.#place = { phase: this.#addPhase(readInline(text), line) };
  }

  openStep({ line, text }: { line: number; text: string }): void {
    const { phase = this.#addPhase({ title: 'Phase 1' }, line) } = this.#place;
    this.#place = { phase, step: this.#addStep(phase, readInline(text), line) };
  }

  addItem(item: ItemBlock, place: Place = this.#place): void {
    const isSection = item.box === undefined && item.items.length > 0;
    if (isSection && !place.phase)
      this.#addBeneath(item, { phase: this.#addPhase(readInline(item.text), item.line) });
    else if (isSection && place.phase && !place.step) {
      const step = this.#addStep(place.phase, readInline(item.text), item.line);
      this.#addBeneath(item, { phase: place.phase, step });
    } else this.#addMicrostep(item, place);
  }

  /** The place of the innermost part that the path leads to. */
  placeOf(path: readonly PropertyKey[]): { line: number; column: number } {
    let part: unknown = this.plan;
    let place = { line: 1, column: 1 };
    for (const key of path) {
      if (typeof part !== 'object' || part === null) break;
      part = (part as Record<PropertyKey, unknown>)[key];
      if (typeof part === 'object' && part !== null) place = this.#places.get(part) ?? place;
    }
    return place;
  }

  #addBeneath(item: ItemBlock, place: Place): void {
    for (const child of item.items) this.addItem(child, place);
  }

  #addMicrostep(item: ItemBlock, place: Place): void {
    place.phase ??= this.#addPhase({ title: 'Phase 1' }, item.line);
    const step = place.step ?? place.loose ?? this.#addStep(place.phase, { title: 'Step 1' }, item.line);
    if (!place.step) place.loose = step;
    const own = boxedWithin(item);
    const description = readDescription(this.#lines, item, own);
    const microstep = {
      ...readInline(item.text),
      ...(item.box === undefined ? {} : { status: STATUS_OF_BOX[item.box] ?? `[${item.box}]` }),
      ...(description === '' ? {} : { description }),
    };
    step.microsteps.push(this.#at(item.line, microstep));
    for (const child of own) this.#addMicrostep(child, { ...place, step });
  }

  #addPhase(inline: Inline, line: number): RawPhase {
    const phase = this.#at(line, { ...inline, steps: [] });
    this.plan.phases.push(phase);
    return phase;
  }

  #addStep(phase: RawPhase, inline: Inline, line: number): RawStep {
    const step = this.#at(line, { ...inline, microsteps: [] });
    phase.steps.push(step);
    return step;
  }

  #at<T extends object>(line: number, part: T): T {
    const column = (this.#lines[line] ?? '').search(/\S/) + 1;
    this.#places.set(part, { line: line + 1, column });
    return part;
  }
}

/** The nearest items with a box beneath an item. */
function boxedWithin({ items }: ItemBlock): ItemBlock[] {
  return items.flatMap((item) => (item.box === undefined ? boxedWithin(item) : [item]));
}
