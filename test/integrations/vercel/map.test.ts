import { expect, test } from 'vitest';
import { stateOf } from '../../../src/integrations/vercel/map.ts';

test.each([
  ['QUEUED', 'queued'],
  ['INITIALIZING', 'building'],
  ['BUILDING', 'building'],
  ['READY', 'ready'],
  ['ready', 'ready'],
  ['ERROR', 'failed'],
  ['CANCELED', 'cancelled'],
  ['SOMETHING_NEW', 'building'],
  [undefined, 'building'],
  [null, 'building'],
])('%s is %s', (word, state) => {
  expect(stateOf(word)).toBe(state);
});
