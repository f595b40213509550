import { describe } from 'vitest';
import { deadLetters } from './contract/dead-letters.ts';
import { failures } from './contract/failures.ts';
import { Harness } from './contract/harness.ts';
import { lanes } from './contract/lanes.ts';
import { oneKey } from './contract/one-key.ts';
import { stopping } from './contract/stopping.ts';
import { takingUp } from './contract/taking-up.ts';
import type { MakeQueueEngine } from './queue-engine.ts';

/** What every engine of the queue promises. */
export function queueContract(name: string, makeEngine: MakeQueueEngine): void {
  describe(`the queue on ${name}`, () => {
    const harness = new Harness(makeEngine);
    takingUp(harness);
    oneKey(harness);
    lanes(harness);
    failures(harness);
    deadLetters(harness);
    stopping(harness);
  });
}
