import { guidOf, type RandomBytes } from '../shared/ids.ts';

/** What Linear would make up. */
export interface Ids {
  /** A UUID of version 4, as everything in Linear has for an id. */
  uuid(): string;
}

export function idsFrom(random: RandomBytes): Ids {
  return {
    uuid() {
      const bytes = Buffer.from(random(16));
      bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
      bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
      return guidOf(bytes);
    },
  };
}

/** Whether Linear takes it for the id of something new. */
export function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i.test(text);
}
