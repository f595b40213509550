import { compare } from './title.ts';

/** The ids of the titles that have something in common, in one order however they came. */
export class PostingList {
  readonly #ids: string[] = [];

  get size(): number {
    return this.#ids.length;
  }

  add(id: string): void {
    const place = this.#place(id);
    if (this.#ids[place] !== id) this.#ids.splice(place, 0, id);
  }

  remove(id: string): void {
    const place = this.#place(id);
    if (this.#ids[place] === id) this.#ids.splice(place, 1);
  }

  first(count: number): readonly string[] {
    return this.#ids.slice(0, count);
  }

  /** Where the id is, or would be. */
  #place(id: string): number {
    const last = this.#ids.at(-1);
    if (last === undefined || compare(last, id) < 0) return this.#ids.length;
    let low = 0;
    let high = this.#ids.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (compare(this.#ids[middle] ?? '', id) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
